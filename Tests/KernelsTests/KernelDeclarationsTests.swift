import Kernels
import Testing

struct KernelDeclarationsTests {
    @Test func everyLoopOfThisModuleIsDeclared() {
        let types: [any KernelDeclaring.Type] = [
            GEMM.self, Reduction.self, Softmax.self, RandomFill.self, DropoutLoop.self,
            LayerNormLoop.self, BatchNormLoop.self, CrossEntropyLoop.self,
            ChannelTransformLoop.self,
            MaxPoolLoop.self, PlaneIndexLoop.self, ShiftLoop.self,
        ]
        let places = types.flatMap { $0.kernelPlaces }
        #expect(Set(places.map(\.name)).count == places.count)
        for place in places { #expect(place.portableLoop(.float32) != nil, "\(place.name)") }
        #expect(places.count == 28)
    }
}
