import Autograd
import GradientCheck
import TestSupport
import Testing

struct CastTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Cast.self) }

    @Test func gradientsComeBackInTheInputsType() throws {
        let x = try leaf([1, 2], nil, .float32)
        let y = try x.to(dtype: .float64)
        #expect(y.dtype == .float64)
        try (y * constant([3, 4])).sum().backward()
        #expect(x.grad?.dtype == .float32 && x.grad?.values == [3, 4])
    }

    @Test func theSameTypeIsTheSameTensor() throws {
        let x = try leaf([1])
        #expect(try x.to(dtype: .float64).isLeaf)
    }

    @Test func conversionsNeverTrap() throws {
        let x = try constant([nan, 1e20, -1e20, 300.7, -1.9])
        let least = Double(Int32.min)
        #expect(try x.to(dtype: .int32).values == [least, least, least, 300, -1])
        #expect(try constant([300]).to(dtype: .uint8).values == [44])
        #expect(try constant([70_000]).to(dtype: .float16).values == [infinity])
        #expect(try constant([0, -2, nan]).to(dtype: .bool).values == [0, 1, 1])
    }

    @Test func integersAreNotTracked() throws {
        #expect(try !leaf([1.5]).to(dtype: .int64).requiresGrad)
    }
}
