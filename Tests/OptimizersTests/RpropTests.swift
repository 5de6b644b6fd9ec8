import ConformanceCheck
import Optimizers
import TestSupport
import Testing

@Suite struct RpropTests {
    /// With a least size of 0: PyTorch's default moves parameters at a rate of 0.
    @Test func passesTheOptimizerCheck() throws {
        try checkOptimizer("Rprop", groups: { try Rprop(parameterGroups($0)) }) {
            try Rprop($0, lr: $1, stepSizes: (0, 50))
        }
    }

    @Test func sizesFollowTheSigns() throws {
        let x = try parameter([0])
        let optimizer = try Rprop([x], lr: 1)
        var places: [Double] = []
        for gradient in [5.0, 0.1, -3, -3] {
            x.grad = try constant([gradient])
            try optimizer.step()
            places.append(x.values[0])
        }
        // 1, then 1.2; the turn halves that and waits; then 0.6.
        #expect(near(places, [-1, -2.2, -2.2, -1.6]))
    }

    @Test func rejectsOptionsOutOfRange() throws {
        let x = try parameter([1])
        #expect(
            errorText { _ = try Rprop([x], etas: (1.5, 2)) }.hasPrefix("Rprop etas: expected"))
        #expect(
            errorText { _ = try Rprop([x], stepSizes: (2, 1)) }.hasPrefix(
                "Rprop stepSizes: expected"))
    }
}
