import Autograd
import TestSupport
import Testing

struct CheckpointTests {
    @Test func aFunctionThatDoesSomethingElseIsAnError() throws {
        let x = try leaf([1])
        var calls = 0
        let y = try checkpoint(x) { input in
            calls += 1
            return calls == 1 ? input.exp() : input.square()
        }
        let text = errorText { try y.sum().backward() }
        #expect(
            text.hasPrefix(
                "checkpoint: expected a function that makes the same calls when it is computed "
                    + "again; got another call in the place of exp."))
        var runs = 0
        let z = try checkpoint(x) { input in
            runs += 1
            return runs == 1 ? input.exp() : input
        }
        #expect(errorText { try z.sum().backward() }.hasPrefix("checkpoint: expected"))
    }

    @Test func errorsOfTheSecondRunReachTheCaller() throws {
        struct Stop: Error {}
        let x = try leaf([1])
        var runs = 0
        let y = try checkpoint(x) { input in
            runs += 1
            if runs > 1 { throw Stop() }
            return input.exp()
        }
        #expect(errorText { try y.sum().backward() } == "checkpoint: threw Stop()")
    }

    @Test func onePassComputesTheFunctionOnce() throws {
        let x = try leaf([2])
        var runs = 0
        let y = try checkpoint(x) { input in
            runs += 1
            return try input.exp() * input.square() + input
        }
        try y.sum().backward(retainGraph: true)
        #expect(runs == 2)
        try y.sum().backward()
        #expect(runs == 3)
        #expect(errorText { try y.sum().backward() }.contains("has freed"))
    }

    @Test func passesOfSeveralThreadsComputeForThemselves() throws {
        let x = try leaf([2, 3])
        let y = try checkpoint(x) { try $0.exp() * $0.square() }.sum()
        let expected = try grad(of: [y], wrt: [x], retainGraph: true)[0]?.values
        try onThreads(4) { _ in
            for _ in 0..<20 {
                let found = try grad(of: [y], wrt: [x], retainGraph: true)[0]?.values
                #expect(found == expected)
            }
        }
    }

    @Test func longChainsAreReleasedWithoutRecursion() throws {
        try onThread(stackBytes: 256 << 10) {
            let x = try leaf([1])
            var y = x
            for _ in 0..<5000 { y = try checkpoint(y) { $0 * 1 } }
            try y.sum().backward()
            #expect(x.grad?.values == [1])
            for _ in 0..<5000 { y = try checkpoint(y) { $0 * 1 } }
        }
    }

    @Test func whatIsComputedAgainGoesWithThePass() throws {
        final class Token: Sendable {}
        weak var seen: Token?
        let x = try leaf([2])
        do {
            let token = Token()
            seen = token
            let y = try checkpoint(x) { input in
                try withExtendedLifetime(token) { try input.exp() * input }
            }
            // The graph is retained, and then dropped without another pass.
            try y.sum().backward(retainGraph: true)
        }
        #expect(seen == nil)
    }
}
