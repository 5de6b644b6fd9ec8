import GradientCheck
import Kernels
import OpenBLAS
import Testing

struct OpenBLASTests {
    @Test func agreesWithThePortableProduct() throws {
        let report = try checkBackend(OpenBLAS.self)
        #expect(
            report.kernels.map { "\($0.name) \($0.dtype)" } == ["gemm float32", "gemm float64"])
        // Its own blocks add in another order than ours; 33 and 300 terms lose less than this.
        #expect(report.kernels.allSatisfy { $0.worstULPs <= 4 && $0.callCount > 300 })
    }

    @Test func isFoundByLinking() {
        #expect(Runtime.registry.plugins.contains("OpenBLAS") && Runtime.failures.isEmpty)
    }
}
