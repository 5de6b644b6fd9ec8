import Layers
import TestSupport
import Testing

struct AvgPool2dTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: AvgPool2d.self) }

    @Test func shapes() throws {
        let y = try AvgPool2d(Size2(2, 3), stride: 1)(.zeros(1, 2, 5, 4))
        #expect(Array(y.shape.suffix(3)) == [2, 4, 2])
    }

    @Test func gradients() throws {
        try checkGradients(of: AvgPool2d(Size2(2, 3), stride: 1), at: sample([1, 2, 5, 4]))
    }

    @Test func rejectsWhatIsOutOfRange() throws {
        #expect(
            errorText { _ = try AvgPool2d(2, divisorOverride: 0) }.hasPrefix("AvgPool2d: expected"))
    }
}
