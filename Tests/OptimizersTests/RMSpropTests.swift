import ConformanceCheck
import Optimizers
import TestSupport
import Testing

@Suite struct RMSpropTests {
    @Test func passesTheOptimizerCheck() throws {
        try checkOptimizer("RMSprop", groups: { try RMSprop(parameterGroups($0)) }) {
            try RMSprop($0, lr: $1)
        }
        try checkOptimizer("RMSprop with momentum") {
            try RMSprop($0, lr: $1, weightDecay: 0.01, momentum: 0.5, centered: true)
        }
    }

    @Test func rejectsOptionsOutOfRange() throws {
        let x = try parameter([1])
        for value in [-0.1, .nan, .infinity] {
            #expect(
                errorText { _ = try RMSprop([x], eps: value) }.hasPrefix("RMSprop eps: expected"))
            #expect(
                errorText { _ = try RMSprop([x], momentum: value) }
                    .hasPrefix("RMSprop momentum: expected"))
            #expect(
                errorText { _ = try RMSprop([x], weightDecay: value) }
                    .hasPrefix("RMSprop weightDecay: expected"))
            #expect(
                errorText { _ = try RMSprop([x], alpha: value) }
                    .hasPrefix("RMSprop alpha: expected a number from 0 to 1"))
        }
    }

    /// As in PyTorch, the rate times the gradient comes before the quotient: with ε = 0 and a
    /// gradient whose square is 0, 0/0 where the product underflows too.
    @Test func theRateIsAppliedBeforeTheQuotient() throws {
        let x = try parameter([0, 0], .float32)
        x.grad = try constant([1e-45, 1e-30], .float32)
        let optimizer = try RMSprop([x], lr: 0.1, eps: 0)
        try Runtime.withPortableKernels { try optimizer.step() }
        #expect(x.values[0].isNaN && x.values[1] == -.infinity)
    }
}
