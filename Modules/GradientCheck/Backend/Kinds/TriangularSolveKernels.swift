public import Kernels

extension TriangularSolve: CheckableKernel {
    public static var kind: String { "triangular equations" }
    public static var bound: KernelBound { sumBound(33) }

    public static func calls(_ data: KernelData) -> [KernelCall<TriangularSolve>] {
        [1, 2, 3, 8, 17, 33].flatMap { n in
            [1, 2, 7, 16].flatMap { columns in
                (0..<8).map { bits in
                    call(
                        data, n, columns, isUpper: bits & 1 > 0, isTransposed: bits & 2 > 0,
                        isUnit: bits & 4 > 0)
                }
            }
        }
    }

    private static func call(
        _ data: KernelData, _ n: Int, _ columns: Int, isUpper: Bool, isTransposed: Bool,
        isUnit: Bool
    ) -> KernelCall<TriangularSolve> {
        var a = data.random(n * n, in: -1...1)
        for j in 0..<n {
            for i in 0..<n {
                // The other triangle is not read, nor the diagonal where it counts as ones. Rows
                // below 1 in sum keep the solution near the right side.
                let isRead = i == j ? !isUnit : (i < j) == isUpper
                a[j * n + i] = !isRead ? .nan : i == j ? 2 + a[j * n + i] : a[j * n + i] / Double(n)
            }
        }
        let b = data.random(n * columns, in: -2...2, seed: 1)
        return KernelCall(
            "\(n)×\(n) \(isUpper ? "upper" : "lower")\(isTransposed ? ", transposed" : "")"
                + "\(isUnit ? ", unit" : ""), \(columns) columns",
            [.inOut(b, scale: [Double](repeating: 4, count: n * columns)), .input(a)]
        ) { loop, p in
            loop.run(
                TriangularSolveCall(
                    isUpper: isUpper, isTransposed: isTransposed, isUnit: isUnit, rows: n,
                    columns: columns, a: p[1], b: p[0]))
        }
    }
}
