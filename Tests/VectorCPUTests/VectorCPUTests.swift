import Autograd
import GradientCheck
import Kernels
import Optimizers
import TensorCore
import Testing
import VectorCPU

struct VectorCPUTests {
    @Test(arguments: levels)
    func agreesWithThePortableLoopsAtEveryLevel(level: VectorCPU.Level) throws {
        let kernels = VectorCPU.kernels(for: level)
            .map { BackendKernel($0.name, $0.dtype, $0.implementation) }
        let report = try checkBackend("VectorCPU \(level)", kernels)
        #expect(report.kernels.count >= 80)
        // One operation of IEEE 754 each, or none.
        for name in [
            "neg", "abs", "sqrt", "square", "reciprocal", "relu", "leakyRelu", "clamp", "add",
            "subtract", "multiply", "divide", "maximum", "minimum",
        ] {
            let kernels = report.kernels.filter { $0.name == name }
            #expect(kernels.count == 2, "\(name)")
            // Half a unit is the rounding of what the reference has more digits of.
            #expect(kernels.allSatisfy { $0.worstULPs <= 0.5 }, "\(name): \(kernels)")
        }
    }

    @Test func levelsHaveTheSameKernels() {
        // Without wide vectors matrix products are another plugin's, and so convolutions by them.
        let names = levels.map { VectorCPU.kernels(for: $0).map { "\($0.name) \($0.dtype)" } }
        let common = names.map { $0.filter { !$0.hasPrefix("gemm ") && !$0.contains("winograd") } }
        #expect(common.allSatisfy { $0 == common[0] })
        #expect(names.dropFirst().allSatisfy { $0.count == common[0].count + 6 })
        #expect(Set(names[0]).count == names[0].count)
    }

    @Test func theBestLevelIsInForce() throws {
        #expect(VectorCPU.Level.baseline < .avx2 && VectorCPU.Level.avx2 < .avx512)
        #expect(levels.contains(.best) && levels[0] == .baseline)
        #expect(Runtime.registry.plugins.contains("VectorCPU") && Runtime.failures.isEmpty)
        let x = try Tensor([0.3, -1.7, 2.9, 88], dtype: .float32)
        let loop = try kernel("exp", .float32, .best, as: UnaryLoop.self)
        var y = [Float](repeating: 0, count: 4)
        loop.run(&y, x.toArray(as: Float.self), 4, .zero)
        #expect(x.exp().toArray(as: Float.self) == y)
    }

    @Test func everyKernelReplacesAPortableLoop() throws {
        let kernels = try BackendKernel.all(of: VectorCPU.self)
        #expect(kernels.count == VectorCPU.kernels(for: .best).count)
        let places = Catalogue.kernelPlaces()
        let unknown = Set(kernels.map(\.name)).subtracting(places.keys)
        #expect(unknown.isEmpty, "\(unknown)")
    }
}
