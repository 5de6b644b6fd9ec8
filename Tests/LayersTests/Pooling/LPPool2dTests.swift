import Layers
import TestSupport
import Testing

struct LPPool2dTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: LPPool2d.self) }

    @Test func shapes() throws {
        let y = try LPPool2d(2, kernelSize: Size2(2, 3), stride: 1)(.zeros(1, 2, 5, 4))
        #expect(y.shape == [1, 2, 4, 2])
    }

    @Test func norms() throws {
        let x = try constant([1, -1, 5, 5, 1, 1, -5, 5], [1, 2, 4])
        #expect(try LPPool2d(2, kernelSize: 2)(x).values == [2, 10])
        #expect(try LPPool2d(-.infinity, kernelSize: 2)(x).values == [1, 5])
    }

    @Test func gradients() throws {
        try checkGradients(
            of: LPPool2d(2, kernelSize: Size2(2, 3), stride: 1), at: sample([1, 2, 5, 4]))
    }

    @Test func rejectsWhatIsOutOfRange() throws {
        #expect(
            errorText { _ = try LPPool2d(2, kernelSize: Size2(1, 0)) }.hasPrefix(
                "LPPool2d: expected"))
        #expect(errorText { _ = try LPPool2d(0, kernelSize: 2) }.contains("got 0.0"))
    }
}
