import Layers
import TestSupport
import Testing

struct AdaptiveAvgPool1dTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: AdaptiveAvgPool1d.self) }

    @Test func shapes() throws {
        let y = try AdaptiveAvgPool1d(3)(.zeros(1, 2, 5))
        #expect(Array(y.shape.suffix(2)) == [2, 3])
    }

    @Test func gradients() throws {
        try checkGradients(of: AdaptiveAvgPool1d(3), at: sample([1, 2, 5]))
    }

    @Test func rejectsWhatIsOutOfRange() throws {
        #expect(errorText { _ = try AdaptiveAvgPool1d(0) }.hasPrefix("AdaptiveAvgPool1d: expected"))
    }
}
