import Layers
import TestSupport
import Testing

struct LPPool1dTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: LPPool1d.self) }

    @Test func shapes() throws {
        let y = try LPPool1d(2, kernelSize: 2, ceilMode: true)(.zeros(1, 2, 5))
        #expect(y.shape == [1, 2, 3])
    }

    @Test func norms() throws {
        let x = try constant([3, -4, 0, 2], [1, 4])
        #expect(try LPPool1d(2, kernelSize: 2)(x).values == [5, 2])
        #expect(try LPPool1d(.infinity, kernelSize: 2, stride: 1)(x).values == [4, 4, 2])
    }

    @Test func gradients() throws {
        try checkGradients(of: LPPool1d(4, kernelSize: 3, stride: 1), at: sample([1, 2, 5]))
    }

    @Test func rejectsWhatIsOutOfRange() throws {
        #expect(errorText { _ = try LPPool1d(2, kernelSize: 0) }.hasPrefix("LPPool1d: expected"))
        #expect(errorText { _ = try LPPool1d(.nan, kernelSize: 2) }.contains("got nan"))
    }
}
