import Layers
import TestSupport
import Testing

struct RMSNormTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: RMSNorm.self) }

    @Test func theMeanOfSquaresIsOne() throws {
        let layer = try RMSNorm(2)
        #expect(near(try layer(constant([1, 7], .float32)).values, [0.2, 1.4], within: 1e-6))
        #expect(layer.stateDict().keys == ["weight"])
        #expect(try RMSNorm([2, 3], elementwiseAffine: false).stateDict().isEmpty)
    }

    @Test func rejectsWhatIsOutOfRange() {
        #expect(errorText { _ = try RMSNorm(0) }.contains("got [0]"))
        #expect(errorText { _ = try RMSNorm(2, eps: -1) }.contains("got -1"))
    }
}
