import ConformanceCheck
import Optimizers
import TestSupport
import Testing

@Suite struct AdamaxTests {
    @Test func passesTheOptimizerCheck() throws {
        try checkOptimizer("Adamax", groups: { try Adamax(parameterGroups($0)) }) {
            try Adamax($0, lr: $1)
        }
    }

    @Test func theFirstStepIsTheRate() throws {
        let x = try parameter([0, 0])
        let optimizer = try Adamax([x], lr: 0.5, eps: 0)
        x.grad = try constant([3, -7])
        try optimizer.step()
        #expect(near(x.values, [-0.5, 0.5]))
    }

    @Test func rejectsOptionsOutOfRange() throws {
        let x = try parameter([1])
        #expect(
            errorText { _ = try Adamax([x], betas: (1, 0.9)) }.hasPrefix("Adamax betas.0: expected")
        )
        #expect(
            errorText { _ = try Adamax([x], eps: -1) }.hasPrefix("Adamax eps: expected"))
    }
}
