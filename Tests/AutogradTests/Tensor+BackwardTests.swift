import Autograd
import GradientCheck
import TestSupport
import Testing

/// x² / 2 of one element with the gradient 1, whose own is the input itself.
private struct HalfSquare: Operation {
    static let name = "test.halfSquare"
    static let saves = Saves.inputs

    func infer(_ x: Tensor) throws(TensorError) -> TensorSpec { TensorSpec(x.shape, x.dtype) }
    func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor { x.detach().square() * 0.5 }
    static let gradient = Gradient<HalfSquare>.rule({ context throws(TensorError) in
        try context.propagate { () throws(TensorError) in context.input() }
    })
    static var samples: [Sample<HalfSquare>] { get throws { [] } }
}

struct TensorBackwardTests {
    @Test("seed defect 19: backward on an untracked tensor throws")
    func untrackedThrows() throws {
        let text = errorText { try constant([1]).sum().backward() }
        #expect(
            text.hasPrefix("backward: expected a tensor computed from one that requires gradients"))
        #expect(text.contains("requiresGrad: true"))
    }

    @Test("seed defect 19: an upstream gradient of another shape throws")
    func wrongUpstreamShapeThrows() throws {
        let x = try leaf([1, 2])
        let text = errorText { try (x * 2).backward(gradient: Tensor.ones(2, 2)) }
        #expect(text == "backward: expected a gradient of shape [2]; got [2, 2].")
        #expect(x.grad == nil)
    }

    @Test func onlyScalarsNeedNoUpstreamGradient() throws {
        let x = try leaf([1, 2])
        let text = errorText { try (x * 2).backward() }
        #expect(text.hasPrefix("backward: expected a scalar; got [2]."))
        #expect(text.contains("sum() or mean()"))
        try (x * 2).backward(gradient: constant([1, 10]))
        #expect(x.grad?.values == [2, 20])
        let one = try leaf([3], [1, 1])
        try one.square().backward()
        #expect(one.grad?.values == [6])
    }

    @Test func theUpstreamGradientIsConverted() throws {
        let x = try leaf([1, 2])
        try (x * 2).backward(gradient: Tensor([1, 2]))
        #expect(x.grad?.dtype == .float64 && x.grad?.values == [2, 4])
    }

    @Test("seed defect 20: gradients do not share memory with each other or with the seed")
    func gradientsAreValues() throws {
        let (a, b) = (try leaf([1]), try leaf([1]))
        var seed = try constant([1])
        try (a + b).backward(gradient: seed)
        try seed *= 50
        var changed = try #require(a.grad)
        try changed *= 10
        a.grad = changed
        #expect(a.grad?.values == [10] && b.grad?.values == [1])
    }

    @Test func aLeafIsItsOwnGradient() throws {
        let x = try leaf([5], [])
        try x.backward()
        try x.backward()
        #expect(x.grad?.values == [2])
    }

    @Test func gradLeavesLeavesAlone() throws {
        let (x, w) = (try leaf([2]), try leaf([3]))
        let y = try (x * w).sum()
        let gradients = try grad(of: [y], wrt: [w])
        #expect(gradients[0]?.values == [2] && x.grad == nil && w.grad == nil)
    }

    @Test func gradOfIntermediateTensors() throws {
        let x = try leaf([2])
        let h = x.square()
        let y = h.exp().sum()
        #expect(near(try grad(of: y, wrt: h).values, [h.exp().values[0]]))
    }

    @Test func severalOutputsAddUp() throws {
        let x = try leaf([2])
        let gradients = try grad(
            of: [x.square(), x * 3], wrt: [x], gradients: [constant([10]), nil])
        #expect(gradients[0]?.values == [43])
    }

    @Test func unusedInputsThrowOrGiveNil() throws {
        let (x, other) = (try leaf([2]), try leaf([3]))
        let y = x.square().sum()
        let text = errorText { _ = try grad(of: [y], wrt: [x, other], retainGraph: true) }
        #expect(text.contains("input 1, which they do not depend on"))
        let gradients = try grad(of: [y], wrt: [x, other], allowUnused: true)
        #expect(gradients[0]?.values == [4] && gradients[1] == nil)
    }

    @Test func untrackedInputsThrow() throws {
        let x = try leaf([2])
        let text = errorText { _ = try grad(of: [x.square()], wrt: [x, constant([1])]) }
        #expect(text.hasPrefix("grad: expected tracked inputs; got input 1 not tracked"))
        let count = errorText { _ = try grad(of: [x.square()], wrt: [x], gradients: []) }
        #expect(count.contains("for each of 1 outputs; got 0"))
    }

    @Test func detachCutsTheGraph() throws {
        let x = try leaf([3])
        let y = try x * x.detach()
        try y.sum().backward()
        #expect(x.grad?.values == [3])
        #expect(!x.detach().requiresGrad && x.detach().grad == nil)
    }

    @Test func onlyFloatingPointTensorsGatherGradients() throws {
        let text = errorText { _ = try Tensor([1, 2], requiresGrad: true) }
        #expect(text.hasPrefix("requireGrad: expected floating-point elements; got int64"))
        var x = try Tensor([1.0], requiresGrad: true)
        try x.requireGrad(false)
        #expect(!x.requiresGrad)
    }

    @Test func copiesOfALeafShareItsGradient() throws {
        let x = try leaf([1])
        let copy = x
        try copy.square().sum().backward()
        #expect(x.grad?.values == [2])
    }

    @Test("seed defect 24: a tensor never shares memory with the array it was made of")
    func arraysAreCopied() throws {
        var numbers: [Float] = [1, 2]
        let x = try Tensor(numbers)
        numbers[0] = 9
        #expect(x.values == [1, 2] && numbers[0] == 9)
    }

    /// A leaf may be the gradient to begin with; what comes out belongs to no graph.
    @Test func gradientsAreNotTrackedUnlessAskedFor() throws {
        let (v, w) = (try leaf([2, 3]), try leaf([5, 7]))
        try (v * w).backward(gradient: v)
        let (ofV, ofW) = (try #require(v.grad), try #require(w.grad))
        #expect(ofV.values == [10, 21] && ofW.values == [4, 9] && v.values == [2, 3])
        #expect(!ofV.requiresGrad && !ofW.requiresGrad && ofW.grad == nil)
        try (v + w).backward(gradient: v)
        #expect(w.grad?.values == [6, 12] && w.grad?.requiresGrad == false)
        let x = try leaf([3])
        let own = try grad(of: HalfSquare()(x), wrt: x)
        #expect(own.values == [3] && !own.requiresGrad)
        let product = try v * w
        let tracked = try grad(of: [product], wrt: [w], gradients: [v], createGraph: true)
        #expect(tracked[0]?.requiresGrad == true && tracked[0]?.values == [4, 9])
    }
}
