import ConformanceCheck
import Optimizers
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

    @Test func followsPyTorch() throws {
        let failures = try Trajectories("RMSprop").failures { parameters, o in
            try RMSprop(
                parameters, lr: o["lr"] ?? .nan, alpha: o["alpha"] ?? 0.99, eps: o["eps"] ?? 1e-8,
                weightDecay: o["weight_decay"] ?? 0, momentum: o["momentum"] ?? 0,
                centered: o["centered"] == 1, maximize: o["maximize"] == 1)
        }
        #expect(failures == [])
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
}
