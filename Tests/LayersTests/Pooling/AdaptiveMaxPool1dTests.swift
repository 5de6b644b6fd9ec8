import Layers
import TestSupport
import Testing

struct AdaptiveMaxPool1dTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: AdaptiveMaxPool1d.self) }

    @Test func shapes() throws {
        let y = try AdaptiveMaxPool1d(3)(.zeros(1, 2, 5))
        #expect(Array(y.shape.suffix(2)) == [2, 3])
    }

    @Test func gradients() throws {
        try checkGradients(of: AdaptiveMaxPool1d(3), at: sample([1, 2, 5]))
    }

    @Test func rejectsWhatIsOutOfRange() throws {
        #expect(errorText { _ = try AdaptiveMaxPool1d(0) }.hasPrefix("AdaptiveMaxPool1d: expected"))
    }
}
