import Kernels
import TestSupport
import Testing

/// A product with its memory: op(A) [m, k], op(B) [k, n] and C [m, n], rows further apart than
/// they must be.
private struct Product<T: Element> {
    let (m, n, k): (Int, Int, Int)
    let (transposeA, transposeB): (Bool, Bool)
    let (lda, ldb, ldc): (Int, Int, Int)
    let (a, b, c): (Guarded<T>, Guarded<T>, Guarded<T>)
    let beta: Double

    init(
        _ m: Int, _ n: Int, _ k: Int, transposes: (Bool, Bool), gap: Int = 0, beta: Double = 0,
        _ random: inout SplitMix
    ) {
        (self.m, self.n, self.k) = (m, n, k)
        (transposeA, transposeB) = transposes
        self.beta = beta
        lda = max(transposeA ? m : k, 1) + gap
        ldb = max(transposeB ? k : n, 1) + 2 * gap
        ldc = max(n, 1) + 3 * gap
        a = Guarded([(transposeA ? k : m), lda], in: -3...3, &random)
        b = Guarded([(transposeB ? n : k), ldb], in: -3...3, &random)
        c = Guarded([m, ldc], in: -3...3, &random)
    }

    var call: GEMMCall {
        GEMMCall(
            transposeA: transposeA, transposeB: transposeB, m: m, n: n, k: k, a: a.view.pointer,
            lda: lda, b: b.view.pointer, ldb: ldb, c: c.view.pointer, ldc: ldc, beta: beta)
    }

    /// What C is to be, its gaps as they are, and the sum of the terms' sizes of the largest sum.
    var expected: (values: [Double], scale: Double) {
        var (values, scale) = (c.values, 1.0)
        for i in 0..<m {
            for j in 0..<n {
                var sum = beta == 0 ? 0 : values[i * ldc + j]
                var size = sum.magnitude
                for p in 0..<k {
                    let x = a.values(at: transposeA ? p * lda + i : i * lda + p)
                    let y = b.values(at: transposeB ? j * ldb + p : p * ldb + j)
                    sum += x * y
                    size += (x * y).magnitude
                }
                values[i * ldc + j] = sum
                scale = max(scale, size)
            }
        }
        return (values, scale)
    }
}

extension Guarded {
    fileprivate func values(at index: Int) -> Double { pointer[index].double }
}

struct MatrixMultiplyTests {
    private static let transposes = [(false, false), (false, true), (true, false), (true, true)]

    private func check<T: Element>(_ product: Product<T>, _ gemm: GEMM, _ place: String) {
        let (expected, scale) = product.expected
        gemm.run(product.call)
        // k + 1 roundings of sums of at most `scale`, in whatever order.
        let ulp = T.dtype == .float32 ? Double(Float.ulpOfOne) : Double.ulpOfOne
        let bound = T.dtype.isFloatingPoint ? Double(product.k + 1) * ulp * scale : 0
        let error = zip(product.c.values, expected).map { ($0 - $1).magnitude }.max() ?? 0
        #expect(error <= bound && product.c.isIntact, "\(place): \(error) > \(bound)")
    }

    @Test(arguments: [0.0, 1.0], [0, 3])
    func agreesWithALoopForAllTransposes(beta: Double, gap: Int) throws {
        let sizes = [
            (1, 1, 1), (2, 3, 4), (5, 1, 7), (1, 6, 3), (4, 4, 1), (17, 33, 9), (8, 8, 64),
            (3, 2, 0), (0, 4, 3), (4, 0, 3),
        ]
        try onEveryTable { table in
            var random = SplitMix(state: 1)
            func each<T: Element>(_: T.Type) throws {
                let gemm = try #require(GEMM.kernel(T.dtype))
                for (m, n, k) in sizes {
                    for transposes in Self.transposes {
                        let product = Product<T>(
                            m, n, k, transposes: transposes, gap: gap, beta: beta, &random)
                        check(product, gemm, "\(table) \(T.self) \(m)×\(n)×\(k) \(transposes)")
                    }
                }
            }
            try each(Float.self)
            try each(Double.self)
            try each(Int32.self)
            try each(Int64.self)
        }
    }

    /// What was in C, NaN too, does not count when beta is 0.
    @Test func overwritesNotANumber() throws {
        try onEveryTable { table in
            for k in [0, 2] {
                let (a, b) = (Guarded([1, 2] as [Float]), Guarded([3, 4] as [Float]))
                let c = Guarded([Float.nan, .infinity, .nan, .nan])
                let gemm = try #require(GEMM.kernel(.float32))
                gemm.run(
                    GEMMCall(
                        m: 2, n: 2, k: k / 2, a: a.view.pointer, lda: 1, b: b.view.pointer, ldb: 2,
                        c: c.view.pointer, ldc: 2))
                #expect(c.elements == (k == 0 ? [0, 0, 0, 0] : [3, 4, 6, 8]), "\(table)")
            }
        }
    }

    @Test func notANumberInAFactorIsKept() throws {
        try onEveryTable { table in
            let (a, b) = (Guarded([0, .nan] as [Double]), Guarded([.infinity, 0] as [Double]))
            let c = Guarded([0] as [Double])
            try GEMM.kernel.loop(.float64).run(
                GEMMCall(
                    m: 1, n: 1, k: 2, a: a.view.pointer, lda: 2, b: b.view.pointer, ldb: 1,
                    c: c.view.pointer, ldc: 1))
            #expect(c.elements[0].isNaN, "\(table)")
        }
    }

    @Test func integersWrap() throws {
        let (a, b) = (Guarded([Int32.max, 2]), Guarded([2, 1] as [Int32]))
        let c = Guarded([0] as [Int32])
        try GEMM.kernel.loop(.int32).run(
            GEMMCall(
                m: 1, n: 1, k: 2, a: a.view.pointer, lda: 2, b: b.view.pointer, ldb: 1,
                c: c.view.pointer, ldc: 1))
        #expect(c.elements == [0])
    }

    @Test func otherTypesHaveNoKernel() {
        for dtype in DType.allCases {
            let computes = [.int32, .int64, .float32, .float64].contains(dtype)
            #expect((GEMM.kernel(dtype) != nil) == computes)
        }
    }

    /// Beyond the threshold, tall products are cut by rows and wide ones by columns.
    @Test(arguments: [(300, 40, 90), (40, 300, 90), (130, 130, 40), (2100, 9, 30)])
    func largeProductsAreCutAndPutTogether(m: Int, n: Int, k: Int) throws {
        try onEveryTable { table in
            var random = SplitMix(state: 2)
            let gemm = try #require(GEMM.kernel(.float64))
            for transposes in Self.transposes {
                let product = Product<Double>(
                    m, n, k, transposes: transposes, gap: 1, beta: 1, &random)
                let (expected, scale) = product.expected
                let call = product.call
                gemm(call, dtype: .float64)
                let bound = Double(k + 1) * Double.ulpOfOne * scale
                let error = zip(product.c.values, expected).map { ($0 - $1).magnitude }.max() ?? 0
                #expect(error <= bound && product.c.isIntact, "\(table) \(transposes): \(error)")
            }
        }
    }

    @Test func severalProductsAtOnce() throws {
        let gemm = try #require(GEMM.kernel(.float32))
        let count = 3000
        let a = Guarded((0..<count * 4).map { Float($0 % 7) })
        let b = Guarded((0..<count * 4).map { Float($0 % 5) })
        let c = Guarded<Float>(shape: [count * 4])
        let (x, y, z) = (a.view, b.view, c.view)
        gemm(count: count, dtype: .float32) { i in
            GEMMCall(
                m: 2, n: 2, k: 2, a: x.advanced(by: 4 * i), lda: 2, b: y.advanced(by: 4 * i),
                ldb: 2, c: z.advanced(by: 4 * i), ldc: 2)
        }
        let expected = (0..<count).flatMap { i -> [Float] in
            let (a, b) = (a.elements(at: 4 * i), b.elements(at: 4 * i))
            return [
                a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3],
                a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3],
            ]
        }
        #expect(c.elements == expected && c.isIntact)
        gemm(count: 0, dtype: .float32) { _ in
            Issue.record("there is no product to ask for")
            return GEMMCall(
                m: 0, n: 0, k: 0, a: x.pointer, lda: 1, b: y.pointer, ldb: 1, c: z.pointer, ldc: 1)
        }
    }
}

extension Guarded {
    /// Four elements from `start` on.
    fileprivate func elements(at start: Int) -> [T] { (0..<4).map { pointer[start + $0] } }
}
