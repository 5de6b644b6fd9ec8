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
