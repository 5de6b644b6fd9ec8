import Layers
import TestSupport
import Testing

struct ThresholdTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: Threshold.self) }

    @Test func replacesWhatDoesNotExceed() throws {
        #expect(try Threshold(1, -7)(constant([0, 1, 2])).values == [-7, -7, 2])
    }

    @Test func gradients() throws { try checkGradients(of: Threshold(0, 1), at: sample([2, 3])) }
}
