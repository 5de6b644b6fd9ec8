import Autograd
import TestSupport
import Testing

struct TensorNormTests {
    @Test func everyOrder() throws {
        let x = try constant([3, -4, 0])
        let norms: [(Double, Double)] = [
            (2, 5), (1, 7), (infinity, 4), (-infinity, 0), (0, 2), (3, 4.497941445275415),
        ]
        for (p, norm) in norms { #expect(near(try x.norm(p).values, [norm]), "p = \(p)") }
    }

    @Test(arguments: [1, 1.5, 2, 3, Double.infinity])
    func theGradientAtZeroIsZero(p: Double) throws {
        let x = try leaf([0, 0])
        try x.norm(p).backward()
        #expect(x.grad?.values == [0, 0])
    }

    @Test func equalLargestShareTheGradient() throws {
        let x = try leaf([2, -2, 1])
        try x.norm(.infinity).backward()
        #expect(x.grad?.values == [0.5, -0.5, 0])
    }

    @Test func axesTypesAndNothing() throws {
        let x = try Tensor([[3, 4], [6, 8]])
        #expect(try x.norm(dims: [1]).values == [5, 10] && x.norm().dtype == .float32)
        #expect(try x.norm(dims: [0], keepDim: true).shape == [1, 2])
        #expect(try Tensor.zeros(0).norm().values == [0])
        #expect(errorText { _ = try Tensor.zeros(0).norm(.infinity) }.hasPrefix("amax: expected"))
    }

    /// Squares of half precision are infinite above 255, and 0 below 10⁻⁴.
    @Test(arguments: [(300.0, 400.0, 500.0), (3e-4, 4e-4, 5e-4)])
    func halfPrecisionKeepsItsRange(x: Double, y: Double, length: Double) throws {
        let numbers = try constant([x, y], .float16)
        let norm = try numbers.norm()
        #expect(norm.dtype == .float16 && near(norm.values, [length], within: 1e-3 * length))
        #expect(try near(numbers.norm(3).values, [0.9 * length], within: 2e-3 * length))
    }
}
