import Autograd
import GradientCheck
import TestSupport
import Testing

struct GradientContextCompositionTests {
    /// The composed rule of an operation that has one, with one tensor in two places.
    @Test func aTensorInTwoPlacesGetsTheGradientOfEach() throws {
        let weight = try leaf([0.5], [1, 1])
        let inputs = [try constant([0.5, 0.25], [2, 1, 1]), try constant([0.1], [1, 1])]
        func gradient(composed: Bool) throws -> [Double] {
            let output = try TanhRecurrence()(inputs + [weight, weight])[0]
            return try grad(of: output.sum(), wrt: weight, createGraph: composed).values
        }
        #expect(near(try gradient(composed: true), try gradient(composed: false)))
    }

    @Test func whatIsSentCanBeDifferentiated() throws {
        let x = try leaf([0.5], [1, 1, 1])
        let inputs = [
            try constant([0], [1, 1]), try constant([1], [1, 1]), try constant([1], [1, 1]),
        ]
        let output = try TanhRecurrence()([x] + inputs)[0]
        let slope = try grad(of: output.sum(), wrt: x, createGraph: true)
        // tanh″ = −2 tanh (1 − tanh²).
        let t = 0.462_117_157_260_009_8
        #expect(
            near(try grad(of: slope.sum(), wrt: x).values, [-2 * t * (1 - t * t)], ulps: 16))
    }

    @Test func untrackedInputsGetNothing() throws {
        let x = try leaf([0.5], [1, 1, 1])
        let state = try leaf([0.3], [1, 1])
        let one = try constant([1], [1, 1])
        let output = try TanhRecurrence()([x, state, one, one])[0]
        let found = try grad(of: [output.sum()], wrt: [state], createGraph: true)
        #expect(found.count == 1 && found[0] != nil && x.grad == nil)
    }
}
