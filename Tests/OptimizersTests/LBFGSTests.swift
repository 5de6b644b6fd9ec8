import Optimizers
import TensorCore
import TestSupport
import Testing

/// A quadratic with its minimum at (1, 2, 3), gone backward from.
func quadratic(_ x: Parameter, _ y: Parameter) throws -> Tensor {
    (x.grad, y.grad) = (nil, nil)
    let scale = try constant([1, 10])
    let target = try constant([1, 2])
    let loss = try (((x.value - target).square() * scale).sum() + (y.value - 3).square().sum() * 4)
    try loss.backward()
    return loss
}

@Suite struct LBFGSTests {
    @Test(arguments: [true, false])
    func findsTheMinimum(searches: Bool) throws {
        let (x, y) = (try parameter([-5, 7]), try parameter([0]))
        let optimizer = try LBFGS(
            [x, y], lr: searches ? 1 : 0.5, maxIter: 60,
            lineSearch: searches ? .strongWolfe : .fixed)
        let first = try optimizer.step { try quadratic(x, y) }
        #expect(try first.item() == 36 + 250 + 36)
        let error = zip(x.values + y.values, [1, 2, 3]).map { ($0 - $1).magnitude }.max() ?? 1
        #expect(error < 1e-4)
    }

    @Test(arguments: [true, false])
    func resumesBitForBit(searches: Bool) throws {
        func run(_ x: Parameter, _ y: Parameter) throws -> LBFGS {
            try LBFGS(
                [x, y], lr: 0.05, maxIter: 3, toleranceChange: 0,
                lineSearch: searches ? .strongWolfe : .fixed)
        }
        let (x, y) = (try parameter([-5, 7]), try parameter([0]))
        let whole = try run(x, y)
        for _ in 0..<4 { try whole.step { try quadratic(x, y) } }
        let (u, v) = (try parameter([-5, 7]), try parameter([0]))
        let before = try run(u, v)
        for _ in 0..<2 { try before.step { try quadratic(u, v) } }
        let after = try run(u, v)
        after.lr = 0.7
        try after.loadStateDict(before.stateDict())
        for _ in 0..<2 { try after.step { try quadratic(u, v) } }
        #expect(x.values == u.values && y.values == v.values && after.lr == 0.05)
    }

    @Test func whatTheClosureThrowsLeavesTheParameters() throws {
        let (x, y) = (try parameter([-5, 7]), try parameter([0]))
        let optimizer = try LBFGS([x, y], lineSearch: .strongWolfe)
        var calls = 0
        #expect(throws: Stop.self) {
            try optimizer.step {
                calls += 1
                if calls == 2 { throw Stop() }
                return try quadratic(x, y)
            }
        }
        #expect(x.values == [-5, 7] && y.values == [0])
    }

    /// The pair of a step that was never taken was kept.
    @Test func whatTheClosureThrowsInASearchLeavesTheState() throws {
        let (x, y) = (try parameter([-5, 7]), try parameter([0]))
        let (u, v) = (try parameter([-5, 7]), try parameter([0]))
        let interrupted = try LBFGS([x, y], maxIter: 3, lineSearch: .strongWolfe)
        let whole = try LBFGS([u, v], maxIter: 3, lineSearch: .strongWolfe)
        var calls = 0
        #expect(throws: Stop.self) {
            try interrupted.step {
                calls += 1
                if calls == 2 { throw Stop() }
                return try quadratic(x, y)
            }
        }
        let state = interrupted.stateDict()
        #expect(try state["state.n_iter"]?.item() == 0 && state["state.d"] == nil)
        try interrupted.step { try quadratic(x, y) }
        try whole.step { try quadratic(u, v) }
        #expect(x.values == u.values && y.values == v.values)
    }

    @Test func refusesAGradientThatDoesNotFit() throws {
        let (x, y) = (try parameter([-5, 7]), try parameter([0]))
        let optimizer = try LBFGS([x, y], lineSearch: .strongWolfe)
        var calls = 0
        let text = errorText {
            try optimizer.step {
                calls += 1
                let loss = try quadratic(x, y)
                // The second call is a search's.
                if calls == 2 { y.grad = try constant([1, 1]) }
                return loss
            }
        }
        #expect(
            text.hasPrefix("LBFGS: expected a gradient of float64 [1] for parameter \"1\"; got "))
        #expect(x.values == [-5, 7] && y.values == [0])
    }

    @Test func refusesAReplacedValue() throws {
        let (x, y) = (try parameter([-5, 7]), try parameter([0]))
        let optimizer = try LBFGS([x, y], lr: 0.05, maxIter: 3)
        try optimizer.step { try quadratic(x, y) }
        y.value = try constant([0, 0])
        #expect(
            errorText { try optimizer.step { try quadratic(x, y) } }
                .contains("Was a parameter's value replaced?"))
    }

    @Test func refusesAnImpossibleRateThatWasSet() throws {
        let (x, y) = (try parameter([-5, 7]), try parameter([0]))
        let optimizer = try LBFGS([x, y])
        for rate in [-0.1, .nan, .infinity] {
            optimizer.lr = rate
            #expect(
                errorText { try optimizer.step { try quadratic(x, y) } }
                    == "LBFGS lr: expected a finite number of at least 0; got \(rate).")
            #expect(x.values == [-5, 7] && y.values == [0])
        }
    }

    @Test func anyNumberOfIterationsIsAllowed() throws {
        let x = try parameter([1])
        #expect(try LBFGS([x], maxIter: .max).maxEval == .max)
        #expect(try LBFGS([x], maxIter: 7).maxEval == 8)
    }

    @Test func aStepNeedsAClosure() throws {
        let optimizer = try LBFGS([try parameter([1])])
        #expect(errorText { try optimizer.step() }.hasPrefix("LBFGS: expected step with a closure"))
    }

    @Test func rejectsOptionsOutOfRange() throws {
        let x = try parameter([1])
        #expect(errorText { _ = try LBFGS([x], lr: -1) }.hasPrefix("LBFGS lr: expected"))
        #expect(errorText { _ = try LBFGS([x], maxIter: 0) }.hasPrefix("LBFGS maxIter: expected"))
        #expect(errorText { _ = try LBFGS([x, x]) }.contains("a parameter twice"))
        #expect(errorText { _ = try LBFGS([Parameter]()) }.contains("at least one parameter"))
        #expect(
            errorText { _ = try LBFGS([x, try parameter([1], .float32)]) }
                .contains("float32 alone or of float64 alone"))
    }
}
