import Layers
import TestSupport
import Testing

struct MaxPool1dTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: MaxPool1d.self) }

    @Test func shapes() throws {
        let y = try MaxPool1d(2, stride: 1, dilation: 2)(.zeros(1, 2, 5))
        #expect(Array(y.shape.suffix(2)) == [2, 3])
    }

    @Test func gradients() throws {
        try checkGradients(of: MaxPool1d(2, stride: 1, dilation: 2), at: sample([1, 2, 5]))
    }

    @Test func rejectsWhatIsOutOfRange() throws {
        #expect(errorText { _ = try MaxPool1d(2, padding: 2) }.hasPrefix("MaxPool1d: expected"))
    }
}
