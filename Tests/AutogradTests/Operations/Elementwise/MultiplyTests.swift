import Autograd
import GradientCheck
import TestSupport
import Testing

struct MultiplyTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Multiply.self) }

    @Test func zeroTimesInfinityIsNotANumber() throws {
        #expect(same(try (constant([0, -0.0]) * constant([infinity, 2])).values, [nan, -0.0]))
    }

    @Test func broadcastGradientsAreSummed() throws {
        let (a, b) = (try leaf([2]), try leaf([1, 2, 3, 4], [2, 2]))
        try (a * b).sum().backward()
        #expect(a.grad?.values == [10] && a.grad?.shape == [1])
        #expect(b.grad?.values == [2, 2, 2, 2])
    }

    /// The last gradient is written over the upstream one, unless somebody else holds that.
    @Test func upstreamGradientsThatOthersHoldStay() throws {
        let (a, b, seed) = (try leaf([2, 3]), try leaf([5, 7]), try constant([1, 10]))
        let product = try a * b
        try product.retainGrad()
        try product.backward(gradient: seed)
        #expect(a.grad?.values == [5, 70] && b.grad?.values == [2, 30])
        #expect(product.grad?.values == [1, 10] && seed.values == [1, 10])
    }

    @Test func aGraphThatIsRetainedGivesTheSameAgain() throws {
        let (a, b) = (try leaf([2, 3]), try leaf([5, 7]))
        let sum = try ((a * b) * a).sum()
        for round in 1...2 {
            try sum.backward(retainGraph: true)
            #expect(a.grad?.values == [20, 42].map { $0 * Double(round) })
            #expect(b.grad?.values == [4, 9].map { $0 * Double(round) })
        }
    }

    @Test func integersWrapAndBooleansAnd() throws {
        let wrapped =
            try Tensor([300], dtype: .int32).to(dtype: .uint8) * Tensor([44], dtype: .uint8)
        #expect(wrapped.dtype == .uint8 && wrapped.toArray(as: Int.self) == [(44 * 44) & 255])
        let both = try Tensor([true, false]) * Tensor([true, true])
        #expect(both.dtype == .bool && both.toArray(as: Bool.self) == [true, false])
    }

    @Test func aScalarFitsFromEitherSide() throws {
        let x = try leaf([1, 2])
        try (3 * x * 2).sum().backward()
        #expect(x.grad?.values == [6, 6])
    }

    @Test func namesBothShapes() throws {
        let text = errorText { _ = try Tensor.ones(2, 3) * Tensor.ones(3, 2) }
        #expect(text.hasPrefix("multiply: ") && text.contains("[2, 3] and [3, 2]"))
    }
}
