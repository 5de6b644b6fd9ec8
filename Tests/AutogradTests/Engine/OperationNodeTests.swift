import Autograd
import GradientCheck
import TestSupport
import Testing

/// What a call keeps, to see when it goes.
private final class Token: Sendable {}

/// x, keeping a token for its rule.
private struct Keeper: Operation {
    typealias Saved = Token
    static let name = "test.keeper"
    let token: Token

    func infer(_ x: Tensor) throws(TensorError) -> TensorSpec { TensorSpec(x.shape, x.dtype) }
    func forward(
        _ x: Tensor, _ spec: TensorSpec, saving saved: inout Token?
    ) throws(TensorError) -> Tensor {
        saved = token
        return try x.clone().detach()
    }
    static let gradient = Gradient<Keeper>.rule({ context throws(TensorError) in
        try context.propagate { () throws(TensorError) in context.upstream }
    })
    static var samples: [Sample<Keeper>] {
        get throws { try Samples.each(Keeper(token: Token()), in: -1...1) }
    }
}

/// x² and x³ of one call.
struct SquareAndCube: Operation {
    typealias Outputs = Pair
    static let name = "test.squareAndCube"
    static let saves = Saves.inputs

    func infer(_ x: Tensor) throws(TensorError) -> Two<TensorSpec> {
        Two(TensorSpec(x.shape, x.dtype), TensorSpec(x.shape, x.dtype))
    }
    func forward(
        _ x: Tensor, _ specs: Two<TensorSpec>, saving _: inout Void?
    ) throws(TensorError) -> Pair {
        let square = x.detach().square()
        return Pair(square, try square * x.detach())
    }
    static let gradient = Gradient<SquareAndCube>.rule({ context throws(TensorError) in
        try context.propagate { () throws(TensorError) in
            let x = context.input()
            var sum = x * 0
            if let upstream = context.upstream(0) { sum = try sum + upstream * x * 2 }
            if let upstream = context.upstream(1) { sum = try sum + upstream * x.square() * 3 }
            return sum
        }
    })
    static var samples: [Sample<SquareAndCube>] {
        get throws { try Samples.each(SquareAndCube(), in: 0.5...2) }
    }
}

struct OperationNodeTests {
    @Test func backwardFreesWhatTheCallKept() throws {
        weak var token: Token?
        let x = try leaf([1])
        var y = x
        do {
            let kept = Token()
            token = kept
            y = try Keeper(token: kept)(x)
        }
        // The call holds the operation's own reference as well.
        #expect(token != nil)
        try y.sum().backward(retainGraph: true)
        #expect(token != nil)
        y = x
        #expect(token == nil)
    }

    @Test func aGraphThatIsNotHeldIsReleased() throws {
        weak var token: Token?
        do {
            let kept = Token()
            token = kept
            let y = try Keeper(token: kept)(leaf([1]))
            #expect(y.requiresGrad)
        }
        #expect(token == nil)
    }

    @Test func severalOutputsShareOneRule() throws {
        try checkOperation(SquareAndCube.self)
        let x = try leaf([2])
        let both = try SquareAndCube()(x)
        try (both.first + both.second).sum().backward()
        #expect(x.grad?.values == [16])
    }

    @Test func anOutputWithoutAGradientCountsAsNothing() throws {
        let x = try leaf([2])
        let both = try SquareAndCube()(x)
        try both.second.sum().backward()
        #expect(x.grad?.values == [12])
        #expect(try grad(of: SquareAndCube()(x).first.sum(), wrt: x).values == [4])
    }

    @Test func anOutputMayBeATarget() throws {
        let both = try SquareAndCube()(leaf([2]))
        let z = try both.first * both.second
        let gradients = try grad(of: [z.sum()], wrt: [both.second, both.first])
        #expect(gradients.map { $0?.values } == [[4], [8]])
    }
}
