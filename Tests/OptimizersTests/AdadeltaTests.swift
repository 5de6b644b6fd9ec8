import ConformanceCheck
import Optimizers
import TestSupport
import Testing

@Suite struct AdadeltaTests {
    @Test func passesTheOptimizerCheck() throws {
        try checkOptimizer("Adadelta", lr: 1, groups: { try Adadelta(parameterGroups($0)) }) {
            try Adadelta($0, lr: $1)
        }
    }

    /// Without a unit of its own: gradients of any size give the same first step.
    @Test func theFirstStepHardlyDependsOnTheGradientsSize() throws {
        let (x, y) = (try parameter([0]), try parameter([0]))
        let optimizer = try Adadelta([x, y], eps: 1e-12)
        (x.grad, y.grad) = (try constant([1]), try constant([1000]))
        try optimizer.step()
        #expect((x.values[0] / y.values[0] - 1).magnitude < 1e-6)
    }

    @Test func rejectsOptionsOutOfRange() throws {
        let x = try parameter([1])
        #expect(
            errorText { _ = try Adadelta([x], rho: 1.5) }.hasPrefix("Adadelta rho: expected"))
        #expect(
            errorText { _ = try Adadelta([x], eps: -1) }.hasPrefix("Adadelta eps: expected"))
    }
}
