import Autograd
import TestSupport
import Testing

/// What all functions of this kind share.
struct TracedCallTests {
    private func product(_ x: [Tensor]) throws -> [Tensor] { [try x[0] * x[1]] }

    @Test func inputsNeedNotBeTrackedAndNothingIsGathered() throws {
        let (x, y) = (try leaf([2]), try constant([3]))
        let (outputs, gradients) = try vjp(of: product, at: [x, y])
        #expect(gradients.map(\.values) == [[3], [2]] && outputs[0].values == [6])
        #expect(x.grad == nil && !outputs[0].requiresGrad && !gradients[0].requiresGrad)
    }

    @Test func worksWithinNoGrad() throws {
        let x = try constant([2])
        let gradient = try noGrad { try grad(of: { $0.square().sum() }, at: x) }
        #expect(gradient.values == [4])
    }

    @Test func createGraphLeadsBackToTheInputs() throws {
        let x = try leaf([3])
        let (output, product) = try vjp(
            of: { try $0 * $0 * $0 }, at: x, v: constant([1]), createGraph: true)
        #expect(output.requiresGrad && product.values == [27])
        // 6x and 3x².
        #expect(try grad(of: product, wrt: x, createGraph: true).values == [18])
        #expect(try grad(of: output, wrt: x).values == [27])
        let untracked = try vjp(
            of: { try $0 * $0 }, at: constant([3]), v: constant([1]), createGraph: true)
        #expect(untracked.vjp.values == [6])
    }

    @Test func theSameTensorTwiceCountsForEachPlace() throws {
        let x = try leaf([3])
        let gradients = try vjp(of: { [try $0[0] * $0[1] * $0[1]] }, at: [x, x]).vjp
        #expect(gradients.map(\.values) == [[9], [18]])
        let tracked = try vjp(
            of: { [try $0[0] * $0[1] * $0[1]] }, at: [x, x], createGraph: true
        ).vjp
        #expect(tracked.map(\.values) == [[9], [18]])
    }

    @Test func whatAnOutputDoesNotDependOnIsZeroOrStrictlyAnError() throws {
        let inputs = [try constant([2]), try constant([1, 2, 3])]
        let first = try vjp(of: { [$0[0].square()] }, at: inputs)
        #expect(first.vjp.map(\.values) == [[4], [0, 0, 0]])
        #expect(
            errorText { _ = try vjp(of: { [$0[0].square()] }, at: inputs, strict: true) }
                == "vjp: expected outputs that depend on every input; got input 1, which they do "
                + "not depend on. Without strict: true its derivative is zero.")
        let constant = try Tensor([1.0])
        #expect(try vjp(of: { _ in [constant] }, at: inputs).vjp[0].values == [0])
    }

    @Test func rejectsVectorsThatDoNotFit() throws {
        let x = try constant([1, 2])
        #expect(
            errorText { _ = try vjp(of: { $0 * 2 }, at: x) }.hasPrefix(
                "vjp: expected v, with a tensor for each output; got none. Only where"))
        #expect(
            errorText { _ = try vjp(of: { $0 * 2 }, at: x, v: constant([1])) }
                == "vjp: expected v of the shapes [[2]]; got [[1]].")
        #expect(
            errorText { _ = try jvp(of: { [$0[0] * 2] }, at: [x], v: [x, x]) }
                == "jvp: expected v of the shapes [[2]]; got [[2], [2]].")
        #expect(
            errorText { _ = try jvp(of: { $0 * 2 }, at: Tensor([1, 2])) }.contains(
                "expected floating-point elements; got int64"))
    }

    @Test func errorsOfTheFunctionPass() throws {
        struct Stop: Error {}
        #expect(throws: Stop.self) {
            _ = try jacobian(of: { _ in throw Stop() }, at: constant([1]))
        }
    }
}
