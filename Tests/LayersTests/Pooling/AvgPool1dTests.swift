import Layers
import TestSupport
import Testing

struct AvgPool1dTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: AvgPool1d.self) }

    @Test func shapes() throws {
        let y = try AvgPool1d(3, padding: 1, countIncludePad: false)(.zeros(1, 2, 5))
        #expect(Array(y.shape.suffix(2)) == [2, 2])
    }

    @Test func gradients() throws {
        try checkGradients(
            of: AvgPool1d(3, padding: 1, countIncludePad: false), at: sample([1, 2, 5]))
    }

    @Test func rejectsWhatIsOutOfRange() throws {
        #expect(errorText { _ = try AvgPool1d(0) }.hasPrefix("AvgPool1d: expected"))
    }
}
