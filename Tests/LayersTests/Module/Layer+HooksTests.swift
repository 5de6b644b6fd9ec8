import Layers
import Synchronization
import TestSupport
import Testing

struct LayerHooksTests {
    @Test func forwardHooksChangeInputAndOutput() throws {
        let layer = ReLU()
        layer.registerForwardPreHook { _, input in -input }
        layer.registerForwardHook { layer, input, output in
            #expect(layer is ReLU && input.values == [3, -2])
            return output * 10
        }
        #expect(try layer(constant([-3, 2])).values == [30, 0])
        let other = Sequential(layer, Identity())
        #expect(try other(constant([-3, 2])).values == [30, 0], "also within other layers")
    }

    @Test func hooksThatReturnNothingLook() throws {
        let seen = Mutex<[[Double]]>([])
        let layer = try makeDouble(Linear(2, 1, bias: false))
        layer.weight = try constant([1, 2], [1, 2])
        let handle = layer.registerForwardHook { _, _, output in
            seen.withLock { $0.append(output.values) }
            return nil
        }
        _ = try Sequential(layer)(constant([3, 4], [1, 2]))
        handle.remove()
        _ = try layer(constant([3, 4], [1, 2]))
        #expect(seen.withLock { $0 } == [[11]])
    }

    @Test func errorsNameTheLayer() throws {
        let layer = ReLU()
        layer.registerForwardHook { _, _, _ in throw TensorError(.value, "mine", message: "stop") }
        #expect(errorText { _ = try layer(constant([1])) } == "mine: stop (in ReLU)")
    }

    @Test func backwardHooksSeeGradientsOfInputAndOutput() throws {
        let seen = Mutex<[[[Double]?]]>([])
        let layer = try makeDouble(Linear(2, 2, bias: false))
        layer.weight = try constant([1, 2, 3, 4], [2, 2])
        layer.registerFullBackwardHook { layer, input, output in
            #expect(layer is Linear)
            seen.withLock { $0.append([input?.values, output.values]) }
            return nil
        }
        let x = try leaf([1, 1], [1, 2])
        // The other use of x does not count.
        try (layer(x) * constant([10, 100], [1, 2]) + x * 1000).sum().backward()
        #expect(seen.withLock { $0 } == [[[310, 420], [10, 100]]])
        #expect(x.grad?.values == [1310, 1420])
        // An input without a gradient.
        try layer(constant([1, 1], [1, 2])).sum().backward()
        #expect(seen.withLock { $0.last } == [nil, [1, 1]])
        // Several calls of one layer: the later one's comes first.
        try layer(layer(x)).sum().backward()
        #expect(seen.withLock { $0.suffix(2) } == [[[4, 6], [1, 1]], [[22, 32], [4, 6]]])
        _ = try noGrad { try layer(x) }
    }

    @Test func backwardHooksChangeGradients() throws {
        let layer = try makeDouble(Linear(1, 1, bias: false))
        layer.weight = try constant([3], [1, 1])
        let before = layer.registerFullBackwardPreHook { _, gradient in gradient * 10 }
        let after = layer.registerFullBackwardHook { _, input, output in
            try input.map { try $0 + output }
        }
        let x = try leaf([2], [1, 1])
        try layer(x).sum().backward()
        #expect(layer.parameters()[0].grad?.values == [20] && x.grad?.values == [40])
        before.remove()
        after.remove()
        layer.zeroGrad()
        x.grad = nil
        try layer(x).sum().backward()
        #expect(layer.parameters()[0].grad?.values == [2] && x.grad?.values == [3])
    }

    /// With `createGraph` what hooks compute is part of the graph: g = 2 · 3x², g' = 12x.
    @Test func backwardHooksAreDifferentiated() throws {
        final class Cube: Layer {
            func forward(_ x: Tensor) throws -> Tensor { try x * x * x }
        }
        let layer = Cube()
        layer.registerFullBackwardHook { _, input, _ in input.map { $0 * 2 } }
        let x = try leaf([2])
        let first = try grad(of: layer(x).sum(), wrt: x, createGraph: true)
        #expect(first.values == [24])
        layer.zeroGrad()
        #expect(try grad(of: first.sum(), wrt: x).values == [24])
    }
}
