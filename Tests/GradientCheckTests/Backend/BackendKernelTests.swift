import GradientCheck
import Kernels
import Testing

struct BackendKernelTests {
    @Test func aPluginsKernelsInOrderOfTheirNames() throws {
        enum Two: Plugin {
            static let name = "test.two"
            static func install(into registry: inout Registry) throws {
                try registry.register(kernel: GEMM { _ in }, for: "gemm", .float64)
                try registry.register(kernel: UnaryLoop { _, _, _, _ in }, for: "exp", .float32)
            }
        }
        let kernels = try BackendKernel.all(of: Two.self)
        #expect(kernels.map { "\($0.name) \($0.dtype)" } == ["exp float32", "gemm float64"])
        #expect(kernels[0].implementation is UnaryLoop && kernels[1].implementation is GEMM)
    }

    @Test func aPluginThatCannotBeInstalledThrows() {
        enum Twice: Plugin {
            static let name = "test.twice"
            static func install(into registry: inout Registry) throws {
                for _ in 0..<2 {
                    try registry.register(kernel: GEMM { _ in }, for: "gemm", .float64)
                }
            }
        }
        #expect(throws: TensorError.self) { try BackendKernel.all(of: Twice.self) }
    }
}
