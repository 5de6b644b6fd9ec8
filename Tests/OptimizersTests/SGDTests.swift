import ConformanceCheck
import Optimizers
import TestSupport
import Testing

@Suite struct SGDTests {
    @Test func passesTheOptimizerCheck() throws {
        try checkOptimizer("SGD", groups: { try SGD(parameterGroups($0)) }) { try SGD($0, lr: $1) }
        try checkOptimizer("SGD with momentum") {
            try SGD($0, lr: $1, momentum: 0.9, weightDecay: 0.01, nesterov: true)
        }
    }

    @Test func theFirstBufferIsTheGradientWithoutDampening() throws {
        let x = try parameter([1])
        let optimizer = try SGD([x], lr: 1, momentum: 0.5, dampening: 0.75)
        x.grad = try constant([8])
        try optimizer.step()
        #expect(x.values == [-7])
        try optimizer.step()
        // b = 0.5 · 8 + 0.25 · 8.
        #expect(x.values == [-13])
    }

    @Test func rejectsOptionsOutOfRange() throws {
        let x = try parameter([1])
        let rows: [(String, () throws -> Void)] = [
            (
                "SGD momentum: expected a finite number of at least 0",
                { _ = try SGD([x], momentum: -0.1) }
            ),
            (
                "SGD momentum: expected a finite number of at least 0",
                { _ = try SGD([x], momentum: .nan) }
            ),
            (
                "SGD momentum: expected a finite number of at least 0",
                { _ = try SGD([x], momentum: .infinity) }
            ),
            (
                "SGD weightDecay: expected a finite number of at least 0",
                { _ = try SGD([x], weightDecay: -1) }
            ),
            (
                "SGD weightDecay: expected a finite number of at least 0",
                { _ = try SGD([x], weightDecay: .nan) }
            ),
            ("SGD dampening: expected a finite number", { _ = try SGD([x], dampening: .nan) }),
            (
                "SGD nesterov: expected a momentum above 0 and no dampening",
                { _ = try SGD([x], nesterov: true) }
            ),
            (
                "SGD nesterov: expected a momentum above 0 and no dampening",
                { _ = try SGD([x], momentum: 0.9, dampening: 0.1, nesterov: true) }
            ),
        ]
        for (message, make) in rows { #expect(errorText(make).hasPrefix(message)) }
    }
}
