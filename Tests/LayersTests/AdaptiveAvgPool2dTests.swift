import Layers
import TestSupport
import Testing

struct AdaptiveAvgPool2dTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: AdaptiveAvgPool2d.self) }

    @Test func shapes() throws {
        let y = try AdaptiveAvgPool2d(Size2(1, 2))(.zeros(1, 2, 5, 3))
        #expect(Array(y.shape.suffix(3)) == [2, 1, 2])
    }

    @Test func gradients() throws {
        try checkGradients(of: AdaptiveAvgPool2d(Size2(1, 2)), at: sample([1, 2, 5, 3]))
    }

    @Test func rejectsWhatIsOutOfRange() throws {
        #expect(
            errorText { _ = try AdaptiveAvgPool2d(Size2(1, 0)) }.hasPrefix(
                "AdaptiveAvgPool2d: expected"))
    }
}
