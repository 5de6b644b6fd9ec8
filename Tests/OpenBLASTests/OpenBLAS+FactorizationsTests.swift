import Kernels
import OpenBLAS
import TensorCore
import TestSupport
import Testing

struct OpenBLASFactorizationsTests {
    @Test func replacesEveryFactorization() {
        for name in ["lu", "cholesky", "qr", "eigh", "svd", "triangularSolve"] {
            for dtype in [DType.float32, .float64] {
                #expect(KernelTable.current.keys.contains(KernelTable.Key(name, dtype)))
            }
        }
    }

    @Test func theTableIsWholeBeforeAKernelWasUsed() async {
        await #expect(processExitsWith: .success) {
            try #require(KernelTable.current.keys.contains(KernelTable.Key("lu", .float64)))
        }
    }

    /// Symmetric matrices with eigenvalues 1, 2, 3, …, times a power of ten: V diag(λ) Vᵀ where V
    /// reflects along (1, 1, …).
    private func symmetric(_ n: Int, _ scale: Double) throws -> Tensor {
        let elements = (0..<n * n).map { index -> Double in
            let (i, j) = (index / n, index % n)
            let sum = (0..<n).reduce(0.0) { sum, k in
                let (a, b) = ((i == k ? 1 : 0) - 2 / Double(n), (j == k ? 1 : 0) - 2 / Double(n))
                return sum + a * b * Double(k + 1)
            }
            return sum * scale
        }
        return try constant(elements, [n, n])
    }

    @Test(arguments: [1e-290, 1, 1e290])
    func agreesWithKnownEigenvalues(scale: Double) throws {
        let n = 60
        let expected = (1...n).map { Double($0) * scale }
        for table in [KernelTable.current, KernelTable()] {
            for place in [Factorization.eigh, Factorization.svd] {
                let matrix = try symmetric(n, scale)
                let values = try Tensor.zeros([n], dtype: .float64)
                let third = try Tensor.zeros([n, n], dtype: .float64)
                let status = try KernelTable.withTable(table) { () throws in
                    try #require(place(.float64)).run(
                        FactorizationCall(
                            rows: n, columns: n, matrix: matrix.body.view.pointer,
                            second: values.body.view.pointer, third: third.body.view.pointer))
                }
                #expect(status == .done)
                let found = place === Factorization.svd ? values.values.reversed() : values.values
                #expect(near(found, expected, within: 1e-12 * max(1, scale)))
                #expect(zip(found, expected).allSatisfy { abs($0 / $1 - 1) < 1e-12 })
                withExtendedLifetime((matrix, third)) {}
            }
        }
    }

    /// 64 calls at once are let in; more wait.
    @Test func aHundredThreadsAtOnce() throws {
        let kernel = try #require(Factorization.svd(.float32))
        @Sendable func factor() throws -> [Double] {
            let matrix = try symmetric(20, 1).to(.float32)
            let (values, third) = (try Tensor.zeros(20), try Tensor.zeros(20, 20))
            let status = kernel.run(
                FactorizationCall(
                    rows: 20, columns: 20, matrix: matrix.body.view.pointer,
                    second: values.body.view.pointer, third: third.body.view.pointer))
            #expect(status == .done)
            return withExtendedLifetime((matrix, third)) { values.values }
        }
        let expected = try factor()
        try onThreads(100, stackBytes: 1 << 20) { _ in
            let found = try factor()
            #expect(found == expected)
        }
    }
}
