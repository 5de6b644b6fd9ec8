import Layers
import TestSupport
import Testing

struct PReLUTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: PReLU.self) }

    @Test func startsAsALeakyReLUOfAQuarter() throws {
        #expect(try PReLU()(constant([-4, 0, 2], nil, .float32)).values == [-1, 0, 2])
        #expect(try PReLU(2, init: 0.5).stateDict().keys == ["weight"])
    }

    @Test func eachChannelHasItsSlope() throws {
        let layer = try PReLU(2)
        layer.weight.value = try Tensor([0.5, 2], dtype: .float32, requiresGrad: true)
        let y = try layer(constant([-1, -1, 3, 3], [2, 2], .float32))
        #expect(y.values == [-0.5, -2, 3, 3])
    }

    @Test func gradients() throws { try checkGradients(of: PReLU(3), at: sample([2, 3])) }

    @Test func refusesOptionsAndInputsThatDoNotFit() throws {
        #expect(
            errorText { _ = try PReLU(0) }
                == "PReLU: expected a positive numParameters; got 0.")
        #expect(
            errorText { _ = try PReLU(3)(Tensor.ones(2, 2)) }
                == "prelu: expected a weight for all or for each of 2 channels; got [3]. "
                + "(in PReLU)")
    }
}
