import Autograd
import GradientCheck
import TestSupport
import Testing

/// log(1 + eˣ) as a user would write it.
struct UserSoftplus: Operation {
    static let name = "test.userSoftplus"
    static let saves = Saves.inputs

    func infer(_ x: Tensor) throws(TensorError) -> TensorSpec { TensorSpec(x.shape, x.dtype) }
    func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor { (x.detach().exp() + 1).log() }
    static let gradient = Gradient<UserSoftplus>.rule({ context throws(TensorError) in
        try context.propagate { () throws(TensorError) in
            try context.upstream * context.input().sigmoid()
        }
    })
    static var samples: [Sample<UserSoftplus>] {
        get throws { try Samples.each(UserSoftplus(), in: -2...2) }
    }
}

/// The sum over axis 1, whose rule multiplies by that axis' size, and one that is a step.
struct WrongRowSum: Operation {
    static let name = "test.wrongRowSum"

    func infer(_ x: Tensor) throws(TensorError) -> TensorSpec { TensorSpec([x.shape[0]], x.dtype) }
    func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor { try x.detach().sum(dim: 1) }
    static let gradient = Gradient<WrongRowSum>.rule({ context throws(TensorError) in
        try context.propagate { () throws(TensorError) in
            let columns = context.shape()[1]
            return try (context.upstream * columns).unsqueeze(dim: 1).expand(context.shape())
        }
    })
    static var samples: [Sample<WrongRowSum>] {
        get throws { [Sample("rows", WrongRowSum(), try Samples.values([2, 5], in: -1...1))] }
    }
}

private struct Step: Operation {
    static let name = "test.step"
    static let gradient = Gradient<Step>.undefined("a step has none")

    func infer(_ x: Tensor) throws(TensorError) -> TensorSpec { TensorSpec(x.shape, x.dtype) }
    func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor { try (x .> 0).to(dtype: x.dtype) }
    static var samples: [Sample<Step>] { get throws { try Samples.each(Step(), in: -1...1) } }
}

struct OperationTests {
    @Test func aUsersOperationPassesTheCheck() throws {
        try checkOperation(UserSoftplus.self)
        try checkOperation(Step.self)
    }

    @Test func aWrongRuleIsCaughtAndItsRatioNamed() throws {
        let error = try #require(throws: GradientCheckError.self) {
            try checkOperation(WrongRowSum.self)
        }
        #expect("\(error)".hasPrefix("test.wrongRowSum: the check failed"))
        #expect(
            "\(error)".contains(
                "input 0: analytic is 5.0 times numeric everywhere: the size of axis 1"))
    }

    @Test func withoutAGradientATrackedTensorThrows() throws {
        let x = try leaf([1])
        let text = errorText { _ = try Step()(x) }
        #expect(
            text.hasPrefix("test.step: has no gradient (a step has none), but an input requires"))
        #expect(try noGrad { try Step()(x) }.values == [1])
        #expect(try Step()(x.detach()).values == [1])
    }

    @Test func storageTypesComputeInTheirComputingType() throws {
        for dtype in [DType.float16, .bfloat16] {
            let (a, b) = (try leaf([1.5, 2], nil, dtype), try leaf([3], nil, dtype))
            let product = try a * b
            #expect(product.dtype == dtype && product.values == [4.5, 6])
            try product.sum().backward()
            #expect(a.grad?.dtype == dtype && b.grad?.values == [3.5])
        }
        for dtype in [DType.int8, .int16, .uint16, .uint32, .uint64] {
            let sum = try Tensor([1, 2], dtype: dtype) + Tensor([3, 4], dtype: dtype)
            #expect(sum.dtype == dtype && sum.values == [4, 6])
        }
    }

    @Test func resultsOfUntrackedInputsAreNotTracked() throws {
        #expect(try !(constant([1]) * constant([2])).requiresGrad)
        #expect(try (leaf([1]) * constant([2])).requiresGrad)
        #expect(try !(leaf([1]) * 2).isLeaf)
    }
}
