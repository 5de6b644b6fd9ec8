import Layers
import TestSupport
import Testing

struct InstanceNormalizingTests {
    @Test func runningStatisticsAreAveragesOfElements() throws {
        let layer = try InstanceNorm1d(1, momentum: 0.5, trackRunningStats: true)
        // Means 2 and 5, unbiased variances 2 and 18.
        let x = try constant([1, 3, 2, 8], [2, 1, 2], .float32)
        _ = try layer(x)
        #expect(near(layer.runningMean?.value.values ?? [], [1.75], within: 1e-6))
        #expect(near(layer.runningVar?.value.values ?? [], [5.5], within: 1e-6))
        #expect(layer.numBatchesTracked?.value.values == [0], "as PyTorch leaves it")
        layer.eval()
        let y = try layer(constant([1.75], [1, 1, 1], .float32))
        #expect(y.values == [0], "one place is no matter in evaluation")
        #expect(near(layer.runningMean?.value.values ?? [], [1.75], within: 1e-6))
    }

    @Test func anEmptyBatchLeavesThemAlone() throws {
        let layer = try InstanceNorm1d(2, trackRunningStats: true)
        #expect(try layer(.zeros(0, 2, 3)).shape == [0, 2, 3])
        #expect(layer.runningMean?.value.values == [0, 0])
    }
}
