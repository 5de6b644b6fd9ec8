import Layers
import TestSupport
import Testing

struct BatchNorm2dTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: BatchNorm2d.self) }

    @Test func agreesWithPyTorch() throws {
        let layer = try makeDouble(BatchNorm2d(2))
        let x = try constant((0..<16).map { Double($0) * Double($0).squareRoot() }, [2, 2, 2, 2])
        // torch.nn.BatchNorm2d(2), PyTorch 2.13.
        let expected = [
            -1.120_543_102_586_028_6, -1.049_822_754_624_283_8, -0.920_515_752_139_540_7,
            -0.753_069_395_189_952_4, -1.230_436_710_097_398_7, -1.063_309_988_409_084_6,
            -0.878_512_887_736_168_9, -0.677_597_551_443_304_2, 0.479_675_700_985_874_53,
            0.788_906_292_381_080_6, 1.115_830_662_201_570_3, 1.459_538_348_971_281_4,
            0.533_624_297_011_971_2, 0.812_293_939_902_050_7, 1.101_898_683_960_212_5,
            1.402_040_216_811_722_5,
        ]
        #expect(try near(layer(x).values, expected))
        let mean = layer.runningMean?.value.values ?? []
        let variance = layer.runningVar?.value.values ?? []
        #expect(near(mean, [1.584_470_573_012_694_2, 3.141_460_963_653_518_7]))
        #expect(near(variance, [23.750_891_465_792_286, 42.285_405_872_469_774]))
    }

    @Test func acceptsImagesOnly() throws {
        let layer = try BatchNorm2d(3)
        #expect(try layer(.randn(4, 3, 2, 5)).shape == [4, 3, 2, 5])
        for shape in [[4, 3], [3, 2, 5], [4, 2, 2, 2]] as [Shape] {
            let text = errorText { _ = try layer(.zeros(shape)) }
            #expect(
                text.hasPrefix("BatchNorm2d: expected [n, 3, height, width]; got \(shape)."))
        }
    }

    @Test func gradients() throws {
        try checkGradients(of: BatchNorm2d(2), at: sample([2, 2, 2, 2]))
        let layer = try makeDouble(BatchNorm2d(2))
        try checkGradients(of: layer.eval(), at: sample([2, 2, 2, 2]))
    }
}
