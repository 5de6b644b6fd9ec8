import Layers
import TestSupport
import Testing

struct BatchNorm3dTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: BatchNorm3d.self) }

    @Test func statisticsAreThoseOfChannels() throws {
        let layer = try BatchNorm3d(2)
        let x = try constant((0..<16).map(Double.init), [2, 2, 1, 2, 2], .float32)
        let y = try layer(x)
        #expect(y.shape == x.shape)
        // Channel 0 holds 0…3 and 8…11: mean 5.5, of which running means take a tenth.
        #expect(near(layer.runningMean?.value.values ?? [], [0.55, 0.95], within: 1e-6))
        #expect(
            errorText { _ = try layer(.zeros(2, 2, 2)) }.contains("[n, 2, depth, height, width]"))
    }
}
