import GradientCheck
import Kernels
import OpenBLAS
import Testing

struct OpenBLASTests {
    @Test func agreesWithThePortableProduct() throws {
        let report = try checkBackend(OpenBLAS.self)
        #expect(
            report.kernels.map { "\($0.name) \($0.dtype)" } == ["gemm float32", "gemm float64"])
        // Its own blocks add in another order than ours: 300 terms lose up to 12 ulp of their size.
        #expect(report.kernels.allSatisfy { $0.worstULPs <= 16 && $0.callCount > 300 }, "\(report)")
    }

    @Test func isFoundByLinking() {
        #expect(Runtime.registry.plugins.contains("OpenBLAS") && Runtime.failures.isEmpty)
    }
}
