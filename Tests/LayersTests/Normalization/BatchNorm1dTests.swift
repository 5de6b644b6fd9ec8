import Layers
import TestSupport
import Testing

struct BatchNorm1dTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: BatchNorm1d.self) }

    @Test func agreesWithPyTorch() throws {
        let layer = try makeDouble(BatchNorm1d(2))
        let x = try constant([1, 2, 3, 5, 4, -1], [3, 2])
        // torch.nn.BatchNorm1d(2), PyTorch 2.13: two batches in training, then evaluation.
        let trained = [
            -1.336_301_914_312_871_8, 0, 0.267_260_382_862_574_7, 1.224_743_850_772_138_7,
            1.069_041_531_450_298, -1.224_743_850_772_138_7,
        ]
        #expect(try near(layer(x).values, trained))
        #expect(near(layer.runningMean?.value.values ?? [], [0.266_666_666_666_666_66, 0.2]))
        #expect(near(layer.runningVar?.value.values ?? [], [1.133_333_333_333_333_3, 1.8]))
        _ = try layer(x * 2)
        #expect(near(layer.runningMean?.value.values ?? [], [0.773_333_333_333_333_3, 0.58]))
        #expect(near(layer.runningVar?.value.values ?? [], [1.953_333_333_333_333_1, 5.22]))
        #expect(layer.numBatchesTracked?.value.values == [2])
        layer.eval()
        let evaluated = [
            0.162_180_399_418_176_86, 0.621_516_520_213_967_9, 1.593_183_923_696_207_3,
            1.934_579_591_088_547_8, 2.308_685_685_835_223, -0.691_546_550_660_612_2,
        ]
        #expect(try near(layer(x).values, evaluated))
        #expect(layer.numBatchesTracked?.value.values == [2], "evaluation tracks nothing")
    }

    @Test func shapes() throws {
        let layer = try BatchNorm1d(3)
        #expect(try layer(.randn(4, 3)).shape == [4, 3])
        #expect(try layer(.randn(4, 3, 5)).shape == [4, 3, 5])
        for shape in [[3], [4, 2], [4, 3, 5, 1]] as [Shape] {
            let text = errorText { _ = try layer(.zeros(shape)) }
            #expect(
                text.hasPrefix("BatchNorm1d: expected [n, 3] or [n, 3, length]; got \(shape)."))
        }
    }

    @Test func gradients() throws {
        try checkGradients(of: BatchNorm1d(2), at: sample([3, 2]))
        try checkGradients(of: BatchNorm1d(2), at: sample([2, 2, 3]))
        try checkGradients(of: BatchNorm1d(2, affine: false), at: sample([3, 2]))
        let layer = try makeDouble(BatchNorm1d(2))
        try checkGradients(of: layer.eval(), at: sample([3, 2]))
    }
}
