import ConformanceCheck
import Optimizers
import TestSupport
import Testing

@Suite struct ASGDTests {
    @Test func passesTheOptimizerCheck() throws {
        try checkOptimizer("ASGD", groups: { try ASGD(parameterGroups($0)) }) {
            try ASGD($0, lr: $1)
        }
    }

    @Test func averagesFromTheGivenStepOn() throws {
        let x = try parameter([0])
        let optimizer = try ASGD([x], lr: 1, lambd: 0, t0: 1)
        var average: [Double] = []
        for _ in 0..<4 {
            x.grad = try constant([-1])
            try optimizer.step()
            average.append(try #require(optimizer.stateDict()["state.0.ax"]).values[0])
        }
        #expect(near(average, [1, 2, 3, 3.5]))
    }

    /// In PyTorch it counts one step late: the second step is 1 there.
    @Test func aRateThatIsSetCountsAtOnce() throws {
        let x = try parameter([0])
        let optimizer = try ASGD([x], lr: 1, lambd: 0)
        var places: [Double] = []
        for rate in [1, 0.5, 0.5] {
            optimizer.lr = rate
            x.grad = try constant([-1])
            try optimizer.step()
            places.append(x.values[0])
        }
        #expect(places == [1, 1.5, 2])
    }

    @Test func rejectsOptionsOutOfRange() throws {
        let x = try parameter([1])
        #expect(
            errorText { _ = try ASGD([x], lambd: -1) }.hasPrefix("ASGD lambd: expected"))
        #expect(
            errorText { _ = try ASGD([x], alpha: .nan) }.hasPrefix("ASGD alpha: expected"))
    }
}
