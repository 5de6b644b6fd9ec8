import Autograd
import GradientCheck
import Kernels
import TestSupport
import Testing

struct AnomalySearchTests {
    private func text(_ body: () throws -> Void) -> String {
        errorText { try detectAnomaly(body) }
    }

    @Test func namesTheOperationThatMadeTheFirst() throws {
        let x = try constant([1, 4, -1, 2], [2, 2])
        let message = text { _ = try (x.square() + x).log().exp().sum() - 1 }
        // 1 + 1, 16 + 4, 1 - 1: the logarithm of 0.
        #expect(
            message.hasPrefix(
                "log: expected a finite result; got -inf at [1, 0] of float64 [2, 2], made from "
                    + "finite inputs, in "), "\(message)")
        #expect(message.contains("AnomalySearchTests.swift:"), "\(message)")
    }

    @Test func theErrorIsTyped() throws {
        let x = try constant([0, 1])
        let error = try #require(throws: TensorError.self) {
            try detectAnomaly { _ = x.reciprocal() }
        }
        #expect(error.kind == .anomaly && error.operation == "reciprocal")
        #expect(error.shapes == [[2]] && error.dtypes == [.float64])
    }

    @Test func finiteComputationsReturnTheirResult() throws {
        let x = try leaf([1, 2])
        let y = try detectAnomaly {
            let y = x.square().sum()
            try y.backward()
            return y.detach()
        }
        #expect(y.values == [5] && x.grad?.values == [2, 4])
    }

    @Test func whatCameInIsNoAnomaly() throws {
        let mask = try constant([0, -infinity])
        let x = try leaf([1, 2])
        #expect(text { _ = try (x + mask).exp() } == "")
        #expect(text { try (x + mask).softmax(dim: 0).sum().backward() } == "")
        // The gradient of x·∞ is not finite for no fault of the product.
        #expect(text { try (x * mask).sum().backward() } == "")
        #expect(text { try x.exp().backward(gradient: constant([nan, 1])) } == "")
    }

    @Test func namesTheRuleAndTheForwardCall() throws {
        let x = try leaf([4, 0])
        let message = text { try (x.sqrt() * 2).sum().backward() }
        #expect(
            message.hasPrefix(
                "sqrt: expected a finite gradient of input 0; got inf at [1] of float64 [2], in "
                    + "the backward pass of the call in "), "\(message)")
        #expect(message.contains("AnomalySearchTests.swift:"), "\(message)")
    }

    @Test func theInputIsNamed() throws {
        let (a, b) = (try leaf([1e200]), try leaf([1e-150]))
        // d(a/b)/db = -a/b², which overflows; a/b is 1e350, so scale it down first.
        let message = text { try (a * 1e-100 / b).sum().backward() }
        #expect(message.hasPrefix("divide: expected a finite gradient of input 1"), "\(message)")
    }

    @Test func composedRulesAreCheckedAsWhole() throws {
        let x = try leaf([0])
        let message = text { _ = try grad(of: x.sqrt(), wrt: x, createGraph: true) }
        #expect(message.hasPrefix("sqrt: expected a finite gradient of input 0"), "\(message)")
    }

    @Test func sumsOfGradientsAreChecked() throws {
        let x = try leaf([1e-300])
        let message = text {
            let h = x * 1
            try (h * 1.5e308 + h * 1.5e308).backward()
        }
        #expect(message.hasPrefix("multiply: expected a finite sum of the gradients"), "\(message)")
        #expect(message.contains("inf at [0]"), "\(message)")
    }

    @Test func aGraphFromOutsideIsCheckedWithoutAPlace() throws {
        let x = try leaf([0])
        let y = x.sqrt()
        let message = text { try y.sum().backward() }
        #expect(message.hasPrefix("sqrt: expected a finite gradient"), "\(message)")
        #expect(message.hasSuffix("when it is made inside detectAnomaly too."), "\(message)")
    }

    @Test func backwardDoesNotBeginAfterAnAnomaly() throws {
        let x = try leaf([-1])
        var isCaught = false
        try detectAnomaly {
            let y = x.log()
            #expect(errorText { try y.sum().backward() }.hasPrefix("log: expected a finite result"))
            isCaught = true
            #expect(errorText { _ = try grad(of: y, wrt: x) } == "")
        }
        #expect(isCaught && x.grad == nil, "an error that was caught is not thrown again")
    }

    @Test func comesBeforeErrorsThatFollowFromIt() throws {
        struct Diverged: Error {}
        let x = try constant([-1])
        let message = text { if x.log().values[0].isNaN { throw Diverged() } }
        #expect(message.hasPrefix("log: "))
        #expect(throws: Diverged.self) { try detectAnomaly { throw Diverged() } }
    }

    @Test func writesInPlaceAreSeen() throws {
        var x = try constant([1, 1])
        let zero = try constant([0, 1])
        let message = text { try x /= zero }
        #expect(message.hasPrefix("divide: expected a finite result; got inf at [0]"), "\(message)")
        #expect(x.values == [infinity, 1], "the value is the same as outside the mode")
    }

    @Test func storageTypesAreSeen() throws {
        let x = try constant([60000], .float16)
        #expect(text { _ = try x * x }.hasPrefix("to: expected a finite result; got inf at [0]"))
    }

    @Test func operationsOutsideThisPackageAreSeenToo() throws {
        let x = try leaf([2])
        let message = text { try Overflowing()(x).sum().backward() }
        #expect(message.hasPrefix("test.overflowing: expected a finite gradient of input 0"))
    }

    @Test func endsWithItsBodyAndBelongsToItsThread() throws {
        let x = try constant([-1])
        try detectAnomaly {
            try onThread { #expect(x.log().values[0].isNaN) }
        }
        #expect(x.log().values[0].isNaN)
        #expect(errorText { try throwAnomaly() } == "")
    }

    @Test func anInnerScopeThrowsFirst() throws {
        let x = try constant([-1])
        try detectAnomaly {
            #expect(text { _ = x.log() }.hasPrefix("log: "))
        }
    }
}

/// x with a gradient that overflows.
private struct Overflowing: Operation {
    static let name = "test.overflowing"
    static let gradient = Gradient<Overflowing>.rule({ context throws(TensorError) in
        try context.propagate { () throws(TensorError) in context.upstream * 1e308 * 10 }
    })

    func infer(_ x: Tensor) throws(TensorError) -> TensorSpec { TensorSpec(x.shape, x.dtype) }
    func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor { try x.clone().detach() }
    static var samples: [Sample<Overflowing>] {
        get throws { try Samples.each(Overflowing(), in: -1...1) }
    }
}
