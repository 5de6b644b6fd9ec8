public import Kernels

extension GEMM: CheckableKernel {
    public static var kind: String { "matrix product" }
    public static var bound: KernelBound { sumBound(1) }

    public static func calls(_ data: KernelData) -> [KernelCall<GEMM>] {
        let sizes = [0, 1, 3, 8, 17, 33]
        var calls: [KernelCall<GEMM>] = []
        for (index, m) in sizes.enumerated() {
            for n in sizes {
                for k in [sizes[(index + 1) % sizes.count], 33, 0] {
                    calls += Shape.all(m, n, k).map { call(data, $0) }
                }
            }
        }
        // Several blocks of the inner index, and columns enough that rows that lie badly are copied.
        let large = [
            Shape(m: 65, n: 70, k: 330, gap: 5, transposes: (false, true)),
            Shape(m: 65, n: 70, k: 330, transposes: (true, false), beta: 1),
            Shape(m: 26, n: 257, k: 1024), Shape(m: 130, n: 33, k: 330, hasBias: true),
            Shape(m: 70, n: 130, k: 1024, transposes: (false, true), hasBias: true),
        ]
        for shape in large {
            calls.append(call(data, shape))
            calls.append(call(data, shape.packed(.right)))
            if shape.beta == 0 { calls.append(call(data, shape.packed(.left))) }
        }
        return calls
    }

    /// One product: sizes, elements between rows, what is transposed and added to.
    private struct Shape {
        let m, n, k: Int
        var gap = 0
        var transposes = (a: false, b: false)
        var beta = 0.0
        var special = ""
        var hasBias = false
        /// The factor that is put in order first, in two parts, by kernels that have an order.
        var packedSide: Side?

        enum Side { case left, right }

        func packed(_ side: Side) -> Shape {
            var shape = self
            shape.packedSide = side
            return shape
        }

        static func all(_ m: Int, _ n: Int, _ k: Int) -> [Shape] {
            [
                Shape(m: m, n: n, k: k),
                Shape(m: m, n: n, k: k, gap: 3, transposes: (true, false)),
                Shape(m: m, n: n, k: k, transposes: (false, true), beta: 1),
                Shape(m: m, n: n, k: k, gap: 1, transposes: (true, true), beta: 1),
                Shape(m: m, n: n, k: k, gap: 3, special: "NaN last"),
                Shape(m: m, n: n, k: k, transposes: (false, true), special: "∞ first"),
                Shape(m: m, n: n, k: k, transposes: (false, true), hasBias: true),
                Shape(m: m, n: n, k: k, gap: 1, hasBias: true, packedSide: .right),
                Shape(m: m, n: n, k: k, gap: 1, transposes: (false, true), packedSide: .left),
                Shape(
                    m: m, n: n, k: k, transposes: (true, false), hasBias: true, packedSide: .left),
            ]
        }

        var label: String {
            "\(m)×\(k)\(transposes.a ? " transposed" : "") by \(k)×\(n)"
                + (transposes.b ? " transposed" : "") + ", gap \(gap), beta \(beta) \(special)"
                + (hasBias ? " with bias" : "")
                + (packedSide.map { ", \($0) packed" } ?? "")
        }
    }

    private static func call(_ data: KernelData, _ shape: Shape) -> KernelCall<GEMM> {
        let (m, n, k) = (shape.m, shape.n, shape.k)
        var a = data.random(m * k, in: -2...2)
        if let last = a.indices.last {
            if shape.special == "NaN last" { a[last] = .nan }
            if shape.special == "∞ first" { a[0] = .infinity }
        }
        let b = data.random(k * n, in: -2...2, seed: 1)
        // With beta 0 the kernel must not look at what C was, not even at NaN.
        let c =
            shape.beta == 0
            ? [Double](repeating: data.dtype.isFloatingPoint ? .nan : 99, count: m * n)
            : data.random(m * n, in: -2...2, seed: 2)
        let bias = shape.hasBias ? data.random(max(n, 1), in: -2...2, seed: 3) : [0]
        let (columnsA, columnsB) = (shape.transposes.a ? m : k, shape.transposes.b ? k : n)
        let (lda, ldb, ldc) = (
            max(1, columnsA + shape.gap), max(1, columnsB + shape.gap), max(1, n + shape.gap)
        )
        let scale = (0..<m * n).map { index -> Double in
            let (i, j) = (index / n, index % n)
            let start = shape.hasBias ? bias[j] : shape.beta == 0 ? 0 : c[index]
            return (0..<k).reduce(start.magnitude) { sum, p in
                let x = a[shape.transposes.a ? p * m + i : i * k + p]
                return sum + (x * b[shape.transposes.b ? j * k + p : p * n + j]).magnitude
            }
        }
        return KernelCall(
            shape.label,
            [
                .inOut(
                    data.padded(c, columns: n, stride: ldc),
                    scale: data.padded(scale, columns: n, stride: ldc)),
                .input(data.padded(a, columns: columnsA, stride: lda)),
                .input(data.padded(b, columns: columnsB, stride: ldb)), .input(bias),
            ], bound: sumBound(k)
        ) { loop, p in
            let call = GEMMCall(
                transposeA: shape.transposes.a, transposeB: shape.transposes.b, m: m, n: n, k: k,
                a: p[1], lda: lda, b: p[2], ldb: ldb, c: p[0], ldc: ldc, beta: shape.beta,
                bias: shape.hasBias ? UnsafeRawPointer(p[3]) : nil)
            switch shape.packedSide {
            case .left:
                run(call, loop, packing: loop.leftPacking, count: call.m, lines: call.leftLines)
            case .right:
                run(call, loop, packing: loop.packing, count: call.n, lines: call.rightLines)
            case nil: loop.run(call)
            }
        }
    }

    /// Works on a call in two parts where the kernel has an order. What is left undone is found as a
    /// difference.
    private static func run(
        _ call: GEMMCall, _ loop: GEMM, packing: GEMM.Packing?, count: Int, lines: Int
    ) {
        guard let packing else { return loop.run(call) }
        let panels = Storage.allocate(byteCount: max(1, packing.byteCount(count, call.k)))
        guard let panels else { return }
        func halves(_ count: Int) -> [Range<Int>] {
            let middle = count / 2 / 16 * 16
            return [0..<middle, middle..<count]
        }
        for part in halves(lines).reversed() { packing.pack(call, part, panels.pointer) }
        for columns in halves(call.n) { _ = packing.run(call, columns, panels.pointer) }
    }
}
