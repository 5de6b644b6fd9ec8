import Layers
import TestSupport
import Testing

struct AdaptiveAvgPool2dTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: AdaptiveAvgPool2d.self) }

    @Test func shapes() throws {
        let y = try AdaptiveAvgPool2d(Size2(1, 2))(.zeros(1, 2, 5, 3))
        #expect(Array(y.shape.suffix(3)) == [2, 1, 2])
    }

    @Test func aSizeThatIsNilIsTheInputsOwn() throws {
        let y = try AdaptiveAvgPool2d(nil, 2)(constant([0, 1, 2, 3], [1, 1, 4]))
        #expect(y.shape == [1, 1, 2] && y.values == [0.5, 2.5])
        #expect(try AdaptiveAvgPool2d(2, nil)(.zeros(1, 2, 5, 3)).shape == [1, 2, 2, 3])
        #expect(
            errorText { _ = try AdaptiveAvgPool2d(nil, 0) }.contains("at least 1; got nil×0"))
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
