import Layers
import TestSupport
import Testing

struct InstanceNorm1dTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: InstanceNorm1d.self) }

    @Test func channelsAreNormalizedAlone() throws {
        let x = try constant([1, 3, 10, 14], [1, 2, 2], .float32)
        let layer = try InstanceNorm1d(2)
        #expect(near(try layer(x).values, [-1, 1, -1, 1], within: 1e-5))
        #expect(layer.stateDict().isEmpty, "PyTorch's defaults learn and track nothing")
        #expect(errorText { _ = try layer(.zeros(1, 2, 1)) }.contains("more than one place"))
    }

    @Test func namesArePyTorchs() throws {
        let layer = try InstanceNorm1d(2, affine: true, trackRunningStats: true)
        #expect(
            layer.stateDict().keys == [
                "weight", "bias", "running_mean", "running_var", "num_batches_tracked",
            ])
    }
}
