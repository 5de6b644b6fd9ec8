import Losses
import TestSupport
import Testing

private struct Unsampled: Loss {
    static let lossName = "test.unsampled"
    func callAsFunction(_ prediction: Tensor, _ target: Tensor) throws -> Tensor { prediction }
}

@Suite struct LossSampleTests {
    @Test func samplesOfAReducingLossAreFound() throws {
        let samples = try MSELoss.samples
        #expect(samples.map(\.prediction.shape) == [[4, 3], [5]])
        for sample in samples {
            #expect(sample.prediction.shape == sample.target.shape && sample.divisor == nil)
            // At equal numbers many losses have a kink.
            #expect(zip(sample.prediction.values, sample.target.values).allSatisfy { $0 != $1 })
            #expect(try sample.make(.sum, .float64).reduction == .sum)
        }
    }

    @Test func otherLossesMustGiveThem() {
        #expect(
            errorText { _ = try Unsampled.samples }.contains("test.unsampled: expected samples"))
    }
}
