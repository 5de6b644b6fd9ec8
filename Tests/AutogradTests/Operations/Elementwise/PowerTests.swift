import Autograd
import GradientCheck
import TestSupport
import Testing

struct PowerTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Power.self) }

    @Test("seed defect 14: tensors as base and exponent, and x⁰ at 0")
    func baseAndExponent() throws {
        let (a, b) = (try leaf([2, 3]), try leaf([3, 2]))
        let power = try a ** b
        #expect(power.values == [8, 9])
        try power.sum().backward()
        #expect(near(a.grad?.values ?? [], [12, 6]))
        let (log2, log3) = (0.6931471805599453, 1.0986122886681098)
        #expect(near(b.grad?.values ?? [], [8 * log2, 9 * log3]))
        let x = try leaf([3])
        try (2 ** x).sum().backward()
        #expect(near(x.grad?.values ?? [], [8 * log2]))
        let zero = try leaf([0])
        try zero.pow(0).sum().backward()
        #expect(zero.grad?.values == [0])
    }

    @Test func hazardsOfTheBase() throws {
        try expectHazards([(0, 1, 0), (nan, 1, 0), (infinity, 1, 0)]) { try $0.pow(0) }
        try expectHazards([(0, 0, infinity), (-1, nan, nan), (4, 2, 0.25)]) { try $0.pow(0.5) }
        #expect(try constant([-infinity]).pow(0.5).values == [infinity])
        #expect(try constant([-infinity]).pow(-0.5).values == [0])
        try expectHazards([(0, infinity, -infinity), (-2, -0.5, -0.25)]) { try $0.pow(-1) }
        try expectHazards([(-2, -8, 12), (0, 0, 0), (-infinity, -infinity, infinity)]) {
            try $0.pow(3)
        }
        try expectHazards([(-3, 9, -6), (nan, nan, nan)]) { try $0.pow(2) }
        // IEEE 754's pow: only finite negative bases have no fractional powers.
        try expectHazards([(-infinity, infinity, 0)]) { try $0.pow(0.5) }
        try expectHazards([(-infinity, 0, 0)]) { try $0.pow(-1.5) }
    }

    @Test func hazardsOfTheExponent() throws {
        let base = try constant([0, 0, 0, 1])
        let exponent = try leaf([0, 2, -1, 5])
        let power = try base ** exponent
        #expect(same(power.values, [1, 0, infinity, 1]))
        try power.sum().backward()
        // 0ᵇ is flat for b ≥ 0, below it is ∞ · log 0.
        #expect(same(exponent.grad?.values ?? [], [0, 0, -infinity, 0]))
    }

    @Test func integerPowersAreExactAndWrap() throws {
        let power = try Tensor([3, -2, 0, 10]).pow(Tensor([39, 63, 0, 3]))
        #expect(power.dtype == .int64)
        #expect(power.toArray(as: Int64.self) == [4_052_555_153_018_976_267, Int64.min, 1, 1000])
    }

    @Test func rejectsNegativeExponentsOfIntegers() throws {
        let text = errorText { _ = try Tensor([2]) ** Tensor([-1]) }
        #expect(text.hasPrefix("pow: expected exponents of at least 0 for an integer base"))
        #expect(text.contains("to(dtype: .float32)"))
        #expect(try (Tensor([2]) ** Tensor([-1.0])).values == [0.5])
    }

    @Test func rejectsBooleansAndShapesThatDoNotFit() throws {
        #expect(errorText { _ = try Tensor([true]) ** Tensor([true]) }.contains("two bool tensors"))
        let text = errorText { _ = try Tensor.ones(2) ** Tensor.ones(3) }
        #expect(text.hasPrefix("pow: ") && text.contains("[2] and [3]"))
    }

    @Test func theSquareHasASecondDerivative() throws {
        let x = try leaf([3])
        let first = try grad(of: x.pow(3).sum(), wrt: x, createGraph: true)
        let second = try grad(of: first.sum(), wrt: x, createGraph: true)
        let third = try grad(of: second.sum(), wrt: x)
        #expect(near([first.values[0], second.values[0], third.values[0]], [27, 18, 6]))
    }
}
