import Foundation
import GradientCheck
import Kernels
import OpenBLAS
import TensorCore
import TestSupport
import Testing

struct OpenBLASTests {
    private func random(_ shape: Shape, _ dtype: DType, seed: UInt64) throws -> Tensor {
        try Tensor.normal(shape, dtype: dtype, generator: Generator(seed: seed))
    }

    private func gemm(_ dtype: DType) throws -> GEMM { try #require(GEMM.kernel(dtype)) }

    @Test func passesTheBackendCheck() throws {
        let report = try checkBackend(OpenBLAS.self)
        let names = ["cholesky", "eigh", "gemm", "lu", "qr", "svd", "triangularSolve"]
        #expect(
            report.kernels.map { "\($0.name) \($0.dtype)" }
                == names.flatMap { ["\($0) float32", "\($0) float64"] })
        // Its own blocks add in another order than ours: 1024 terms lose up to 20 ulp of their size.
        let products = report.kernels.filter { $0.name == "gemm" }
        #expect(products.allSatisfy { $0.worstULPs <= 24 && $0.callCount > 300 }, "\(report)")
    }

    @Test func isInstalledByBeingLinked() {
        #expect(Runtime.registry.plugins.contains("OpenBLAS"))
        #expect(Runtime.failures.isEmpty)
        for dtype in [DType.float32, .float64] {
            #expect(KernelTable.current.keys.contains(KernelTable.Key("gemm", dtype)))
        }
    }

    /// Products of whole numbers are exact, whatever the order of their sums.
    @Test(arguments: [
        (1, 1, 1), (3, 5, 7), (64, 64, 64), (200, 3, 50), (7, 300, 129), (512, 260, 100),
    ])
    func agreesWithThePortableLoop(m: Int, n: Int, k: Int) throws {
        func numbers(_ count: Int) -> [Float] { (0..<count).map { Float($0 * 7 % 9) - 4 } }
        for (transposeA, transposeB) in [
            (false, false), (false, true), (true, false), (true, true),
        ] {
            func product(_ gemm: GEMM) -> [Float] {
                var (a, b) = (numbers(m * k), numbers(k * n))
                var c = [Float](repeating: .nan, count: m * n)
                a.withUnsafeMutableBytes { a in
                    b.withUnsafeMutableBytes { b in
                        c.withUnsafeMutableBytes { c in
                            // No array is empty.
                            gemm.run(
                                GEMMCall(
                                    transposeA: transposeA, transposeB: transposeB, m: m, n: n,
                                    k: k, a: a.baseAddress.unsafelyUnwrapped,
                                    lda: transposeA ? m : k, b: b.baseAddress.unsafelyUnwrapped,
                                    ldb: transposeB ? k : n, c: c.baseAddress.unsafelyUnwrapped,
                                    ldc: n))
                        }
                    }
                }
                return c
            }
            let portable = try #require(GEMM.kernel.reference(.float32))
            #expect(try product(gemm(.float32)) == product(portable))
        }
    }

    /// OpenBLAS counts in 32 bits: rows that lie further apart go to the portable loop.
    @Test func distancesBeyond32BitsDoNotTrap() throws {
        let far = 1 << 33
        for dtype in [DType.float32, .float64] {
            let numbers = try constant([3, 5, 1], dtype)
            let view = numbers.body.view
            for (a, b, c) in [(far, 1, 1), (1, far, 1), (1, 1, far)] {
                try gemm(dtype).run(
                    GEMMCall(
                        m: 1, n: 1, k: 1, a: view.pointer, lda: a, b: view.advanced(by: 1), ldb: b,
                        c: view.advanced(by: 2), ldc: c, beta: 1))
            }
            #expect(numbers.values == [3, 5, 46])
        }
    }

    /// OpenBLAS 0.3.21 crashes when more than 128 threads call it at once.
    @Test func twoHundredThreadsAtOnce() throws {
        let gemm = try gemm(.float32)
        let a = try random([64, 64], .float32, seed: 1)
        @Sendable func product() throws -> [Float] {
            let c = try Tensor.zeros(64, 64)
            gemm.run(
                GEMMCall(
                    m: 64, n: 64, k: 64, a: a.body.view.pointer, lda: 64, b: a.body.view.pointer,
                    ldb: 64, c: c.body.view.pointer, ldc: 64))
            return withExtendedLifetime(a) { c.toArray(as: Float.self) }
        }
        let expected = try product()
        try onThreads(200, stackBytes: 512 << 10) { _ in
            for _ in 0..<20 {
                let found = try product()
                #expect(found == expected)
            }
        }
    }

    @Test func hasTheSameBitsOnAnyNumberOfThreads() async {
        // A process of its own: the number of threads is everybody's.
        await #expect(processExitsWith: .success) {
            let gemm = try #require(GEMM.kernel(.float32))
            for (m, n, k) in [(300, 300, 300), (2048, 17, 300), (17, 2048, 300)] {
                let a = try Tensor.normal([m, k], generator: Generator(seed: 1))
                let b = try Tensor.normal([k, n], generator: Generator(seed: 2))
                func product(threads: Int) throws -> [Float] {
                    Runtime.threadCount = threads
                    let c = try Tensor.zeros(m, n)
                    let call = GEMMCall(
                        m: m, n: n, k: k, a: a.body.view.pointer, lda: k, b: b.body.view.pointer,
                        ldb: n, c: c.body.view.pointer, ldc: n)
                    gemm(count: 1, dtype: .float32) { _ in call }
                    return withExtendedLifetime((a, b)) { c.toArray(as: Float.self) }
                }
                let one = try product(threads: 1)
                for threads in [2, 3, 8] { try #require(product(threads: threads) == one) }
            }
        }
    }

    #if os(Linux)
        @Test func aForkedChildMultiplies() async {
            await #expect(processExitsWith: .success) {
                let gemm = try #require(GEMM.kernel(.float32))
                let a = try Tensor.normal([300, 300], generator: Generator(seed: 1))
                func product() throws -> [Float] {
                    let c = try Tensor.zeros(300, 300)
                    let call = GEMMCall(
                        m: 300, n: 300, k: 300, a: a.body.view.pointer, lda: 300,
                        b: a.body.view.pointer, ldb: 300, c: c.body.view.pointer, ldc: 300)
                    gemm(count: 1, dtype: .float32) { _ in call }
                    return withExtendedLifetime(a) { c.toArray(as: Float.self) }
                }
                let expected = try product()
                let child = fork()
                if child == 0 {
                    alarm(20)
                    _exit((try? product()) == expected ? 0 : 1)
                }
                var status: Int32 = -1
                try #require(child > 0 && waitpid(child, &status, 0) == child)
                try #require(status == 0)
            }
        }
    #endif
}
