public import Kernels

extension Factorization: CheckableKernel {
    public static var kind: String { "matrix factorization" }
    public static var bound: KernelBound {
        KernelBound(
            ulps: 64, reason: "sums in another order, through matrices of a condition below 30")
    }

    public static func calls(_ data: KernelData) -> [KernelCall<Factorization>] {
        let sizes = [1, 2, 3, 5, 8, 17, 33]
        switch data.name {
        case "lu": return sizes.flatMap { [lu(data, $0), singular(data, $0)] }
        case "cholesky":
            return sizes.flatMap { n in
                [nil, -1, 0, .nan].map { cholesky(data, n, last: $0) }
            }
        case "qr":
            return shapes.flatMap { m, n in
                [
                    qr(data, m, n, width: n), qr(data, m, n, width: (m + n) / 2),
                    qr(data, m, n, width: m),
                ]
            }
        case "eigh": return (0..<3).flatMap { seed in sizes.map { eigh(data, $0, seed) } }
        case "svd": return (0..<3).flatMap { seed in shapes.map { svd(data, $0.0, $0.1, seed) } }
        default: return []
        }
    }

    private static let shapes = [
        (1, 1), (3, 1), (2, 2), (5, 3), (8, 8), (17, 5), (33, 17), (40, 33),
    ]

    /// How a call ended, as a number to compare.
    private static func code(_ status: Status) -> Int64 {
        switch status {
        case .done: -1
        case .badPivot(let place): Int64(place)
        case .notConverged: -2
        case .outOfMemory: -3
        }
    }

    /// Numbers of a matrix, column by column, whose largest are `order[j]` in column j; they are 3 n
    /// more than the others, and each further 2 more.
    private static func matrix(
        _ data: KernelData, _ m: Int, _ n: Int, order: (Int) -> Int, seed: Int = 0
    ) -> [Double] {
        var numbers = data.random(m * n, in: -1...1, seed: seed)
        for j in 0..<n { numbers[j * m + order(j)] += Double(3 * n + 2 * j) }
        return numbers
    }

    /// Each error is measured against the largest number of the matrix.
    private static func scale(_ m: Int, _ n: Int, _ count: Int) -> [Double] {
        [Double](repeating: Double(5 * n), count: count)
    }

    private static func lu(_ data: KernelData, _ n: Int) -> KernelCall<Factorization> {
        pivoted(
            data, n, matrix(data, n, n) { n - 1 - $0 }, "\(n)×\(n)")
    }

    /// With a column of zeros.
    private static func singular(_ data: KernelData, _ n: Int) -> KernelCall<Factorization> {
        var numbers = matrix(data, n, n) { n - 1 - $0 }
        for i in 0..<n { numbers[n / 2 * n + i] = 0 }
        return pivoted(data, n, numbers, "\(n)×\(n), singular")
    }

    private static func pivoted(
        _ data: KernelData, _ n: Int, _ numbers: [Double], _ label: String
    ) -> KernelCall<Factorization> {
        KernelCall(
            label,
            [.inOut(numbers, scale: scale(n, n, n * n)), .output(n, .int64), .output(1, .int64)]
        ) { loop, p in
            let status = loop.run(
                FactorizationCall(rows: n, columns: n, matrix: p[0], second: p[1]))
            p[2].storeBytes(of: code(status), as: Int64.self)
        }
    }

    private static func cholesky(
        _ data: KernelData, _ n: Int, last: Double?
    ) -> KernelCall<Factorization> {
        var numbers = matrix(data, n, n) { $0 }
        // What lies above the diagonal is not read.
        for j in 0..<n {
            for i in 0..<j { numbers[j * n + i] = .nan }
        }
        if let last { numbers[n * n - 1] = last }
        return KernelCall(
            "\(n)×\(n)\(last.map { ", \($0) last" } ?? "")",
            [
                .inOut(numbers, scale: scale(n, n, n * n)),
                .output(n * n, scale: scale(n, n, n * n)), .output(1, .int64),
            ]
        ) { loop, p in
            let status = loop.run(FactorizationCall(rows: n, columns: n, matrix: p[0]))
            // What a factorization that failed leaves is not told.
            let numbers = p.view(0, [n * n]), result = p.view(1, [n * n])
            if status != .done { Fill.fill(numbers, with: 0.0) }
            result.pointer.copyMemory(
                from: numbers.pointer, byteCount: n * n * p.dtype.byteCount)
            p[2].storeBytes(of: code(status), as: Int64.self)
        }
    }

    private static func qr(
        _ data: KernelData, _ m: Int, _ n: Int, width: Int
    ) -> KernelCall<Factorization> {
        // The columns after the matrix are Q's further ones.
        let numbers =
            matrix(data, m, n) { m - 1 - $0 }
            + [Double](repeating: .nan, count: m * (width - n))
        return KernelCall(
            "\(m)×\(n), Q of \(width) columns",
            [
                .inOut(numbers, scale: [Double](repeating: 1, count: m * width)),
                .output(n * n, scale: scale(m, n, n * n)),
            ]
        ) { loop, p in
            _ = loop.run(
                FactorizationCall(rows: m, columns: n, width: width, matrix: p[0], second: p[1]))
        }
    }

    private static func eigh(_ data: KernelData, _ n: Int, _ seed: Int) -> KernelCall<Factorization>
    {
        var numbers = matrix(data, n, n, order: { $0 }, seed: seed)
        for j in 0..<n {
            for i in 0..<j { numbers[j * n + i] = .nan }
        }
        return KernelCall(
            "\(n)×\(n), seed \(seed)",
            [
                .inOut(numbers, scale: scale(n, n, n * n)),
                .output(n, scale: scale(n, n, n)),
            ]
        ) { loop, p in
            _ = loop.run(FactorizationCall(rows: n, columns: n, matrix: p[0], second: p[1]))
        }
    }

    private static func svd(
        _ data: KernelData, _ m: Int, _ n: Int, _ seed: Int
    ) -> KernelCall<Factorization> {
        KernelCall(
            "\(m)×\(n), seed \(seed)",
            [
                .inOut(matrix(data, m, n, order: { $0 }, seed: seed), scale: scale(m, n, m * n)),
                .output(n, scale: scale(m, n, n)),
                .output(n * n, scale: scale(m, n, n * n)),
            ]
        ) { loop, p in
            _ = loop.run(
                FactorizationCall(rows: m, columns: n, matrix: p[0], second: p[1], third: p[2]))
        }
    }
}
