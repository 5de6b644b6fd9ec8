import Autograd
import TestSupport
import Testing

struct ValueAndGradTests {
    @Test func givesBoth() throws {
        let (value, gradients) = try valueAndGrad(
            of: { try ($0[0] * $0[1]).sum() }, at: [constant([1, 2]), constant([3, 4])])
        #expect(value.values == [11] && gradients.map(\.values) == [[3, 4], [1, 2]])
        let (one, gradient) = try valueAndGrad(of: { $0.square().sum() }, at: constant([3]))
        #expect(one.values == [9] && gradient.values == [6] && !one.requiresGrad)
    }

    @Test func gradAlone() throws {
        #expect(try grad(of: { $0.exp().sum() }, at: constant([0])).values == [1])
        let both = try grad(of: { try ($0[0] * $0[1]).sum() }, at: [constant([2]), constant([5])])
        #expect(both.map(\.values) == [[5], [2]])
    }

    @Test func nestsForHigherDerivatives() throws {
        let x = try constant([2])
        func cube(_ x: Tensor) throws -> Tensor { try (x * x * x).sum() }
        let second = try grad(
            of: { x in try grad(of: cube, at: x, createGraph: true).sum() }, at: x)
        #expect(second.values == [12])
    }

    @Test func aStepThatIsDifferentiated() throws {
        // One step of descent on w², then its loss: d/dw (w − 0.1 · 2w)² = 2 · 0.8² w.
        let meta = try grad(
            of: { w in
                let inner = try grad(of: { $0.square().sum() }, at: w, createGraph: true)
                return try (w - inner * 0.1).square().sum()
            }, at: constant([5]))
        #expect(near(meta.values, [6.4]))
    }

    @Test func rejectsResultsThatAreNotOneNumber() throws {
        #expect(
            errorText { _ = try valueAndGrad(of: { $0 * 2 }, at: constant([1, 2])) }
                == "valueAndGrad: expected a function with one number as its result; got [2]. "
                + "Reduce it with sum() or mean(), or use vjp.")
    }
}
