import GradientCheck
import Layers
import TestSupport
import Testing

struct RReLUTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: RReLU.self) }

    @Test func slopesAreRandomInTrainingOnly() throws {
        let layer = try RReLU(0.25, 0.75, generator: Generator(seed: 3))
        let x = try Tensor.full([100], -1, dtype: .float64)
        let slopes = try layer(x).values.map { -$0 }
        #expect(slopes.allSatisfy { (0.25...0.75).contains($0) } && Set(slopes).count > 90)
        layer.eval()
        #expect(try layer(x).values.allSatisfy { $0 == -0.5 })
        #expect(try layer(constant([2])).values == [2])
    }

    @Test func refusesSlopesTheWrongWayRound() {
        #expect(
            errorText { _ = try RReLU(1, 0.5) }
                .hasPrefix("RReLU: expected finite slopes, lower at most upper; got 1.0 and 0.5"))
    }

    @Test func gradientsOfOneDraw() throws {
        let generator = Generator(seed: 5)
        let start = generator.state
        let layer = try RReLU(generator: generator)
        var x = try sample([4, 5])
        try x.requireGrad()
        try gradcheck(
            { tensors in
                generator.state = start
                return try layer(tensors[0])
            }, inputs: [x])
    }
}
