import ConformanceCheck
import Optimizers
import TestSupport
import Testing

@Suite struct AdagradTests {
    @Test func passesTheOptimizerCheck() throws {
        try checkOptimizer("Adagrad", lr: 0.5, groups: { try Adagrad(parameterGroups($0)) }) {
            try Adagrad($0, lr: $1)
        }
    }

    @Test func theRateFallsAndTheSumStartsWhereItIsTold() throws {
        let x = try parameter([0])
        let optimizer = try Adagrad([x], lr: 1, lrDecay: 1, initialAccumulatorValue: 3, eps: 0)
        x.grad = try constant([1])
        try optimizer.step()
        #expect(near(x.values, [-0.5]))
        try optimizer.step()
        #expect(near(x.values, [-0.5 - 0.5 / 5.0.squareRoot()]))
    }

    @Test func rejectsOptionsOutOfRange() throws {
        let x = try parameter([1])
        #expect(
            errorText { _ = try Adagrad([x], lrDecay: -1) }.hasPrefix("Adagrad lrDecay: expected"))
        #expect(
            errorText { _ = try Adagrad([x], eps: .nan) }.hasPrefix("Adagrad eps: expected"))
        #expect(
            errorText { _ = try Adagrad([x], initialAccumulatorValue: -0.5) }.hasPrefix(
                "Adagrad initialAccumulatorValue: expected"))
    }
}
