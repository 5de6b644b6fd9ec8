import Layers
import TestSupport
import Testing

struct AdaptiveMaxPool2dTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: AdaptiveMaxPool2d.self) }

    @Test func shapes() throws {
        let y = try AdaptiveMaxPool2d(Size2(1, 2))(.zeros(1, 2, 5, 3))
        #expect(Array(y.shape.suffix(3)) == [2, 1, 2])
    }

    @Test func gradients() throws {
        try checkGradients(of: AdaptiveMaxPool2d(Size2(1, 2)), at: sample([1, 2, 5, 3]))
    }

    @Test func rejectsWhatIsOutOfRange() throws {
        #expect(
            errorText { _ = try AdaptiveMaxPool2d(Size2(1, 0)) }.hasPrefix(
                "AdaptiveMaxPool2d: expected"))
    }
}
