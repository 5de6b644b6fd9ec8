import Layers
import TestSupport
import Testing

struct BatchNormalizingTests {
    @Test("seed defect 34: buffers are part of the state, by PyTorch's names")
    func names() throws {
        let model = try Sequential(Linear(2, 2), BatchNorm1d(2), Linear(2, 2))
        let expected = [
            "0.weight", "0.bias", "1.weight", "1.bias", "1.running_mean", "1.running_var",
            "1.num_batches_tracked", "2.weight", "2.bias",
        ]
        #expect(model.stateDict().keys == expected)
        let learnt = expected.filter { $0.hasSuffix("weight") || $0.hasSuffix("bias") }
        #expect(model.parameters().names == learnt)
        #expect(model.stateDict()["1.num_batches_tracked"]?.dtype == .int64)
        #expect(model.stateDict()["1.num_batches_tracked"]?.shape == [])
    }

    @Test func theStateComesBack() throws {
        let first = try BatchNorm1d(2)
        _ = try first(.randn(8, 2))
        let second = try BatchNorm1d(2)
        try second.loadStateDict(first.stateDict())
        #expect(bits(of: first) == bits(of: second))
    }

    @Test func withoutMomentumStatisticsAreAverages() throws {
        let layer = try makeDouble(BatchNorm1d(2, momentum: nil))
        let x = try constant([1, 2, 3, 5, 4, -1], [3, 2])
        _ = try layer(x)
        _ = try layer(x * 2)
        // torch.nn.BatchNorm1d(2, momentum=None), PyTorch 2.13.
        #expect(near(layer.runningMean?.value.values ?? [], [4, 3]))
        #expect(near(layer.runningVar?.value.values ?? [], [5.833_333_333_333_332, 22.5]))
    }

    @Test func oneValuePerChannelIsRefusedInTraining() throws {
        let layer = try BatchNorm1d(2)
        let before = bits(of: layer)
        let text = errorText { _ = try layer(.ones(1, 2)) }
        #expect(text.contains("more than one value per channel; got [1, 2]"))
        #expect(text.hasSuffix("(in BatchNorm1d)"))
        #expect(bits(of: layer) == before, "an error changes no statistics")
        layer.eval()
        #expect(try layer(.ones(1, 2)).shape == [1, 2])
    }

    @Test func anEmptyBatchLeavesStatisticsAlone() throws {
        let layer = try BatchNorm2d(2)
        let before = bits(of: layer)
        #expect(try layer(.zeros(0, 2, 3, 3)).shape == [0, 2, 3, 3])
        #expect(bits(of: layer) == before)
    }

    @Test func withoutRunningStatisticsEvaluationUsesTheBatch() throws {
        let layer = try makeDouble(BatchNorm1d(2, trackRunningStats: false))
        #expect(layer.stateDict().keys == ["weight", "bias"])
        let x = try sample([4, 2])
        let trained = try layer(x).values
        layer.eval()
        #expect(try layer(x).values == trained)
        #expect(!errorText { _ = try layer(constant([1, 2], [1, 2])) }.isEmpty)
    }

    @Test func withoutWeightAndBias() throws {
        let layer = try BatchNorm2d(2, affine: false)
        #expect(layer.parameters().isEmpty)
        #expect(layer.stateDict().keys == ["running_mean", "running_var", "num_batches_tracked"])
    }

    @Test func statisticsAreNotPartOfTheGraph() throws {
        let layer = try BatchNorm1d(2)
        var x = try Tensor.randn(4, 2)
        try x.requireGrad()
        _ = try layer(x)
        for (name, buffer) in layer.namedBuffers() {
            #expect(!buffer.value.requiresGrad, "\(name)")
        }
    }

    /// As in PyTorch; the variance beside it is NaN.
    @Test func theRunningMeanOfAnInfiniteBatchIsInfinite() throws {
        let layer = try BatchNorm1d(1)
        _ = try layer(constant([.infinity, 1, 2], [3, 1], .float32))
        #expect(layer.runningMean?.value.values == [.infinity])
        #expect(layer.runningVar?.value.values.first?.isNaN == true)
    }
}
