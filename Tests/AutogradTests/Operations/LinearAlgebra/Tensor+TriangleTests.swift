import Autograd
import GradientCheck
import TestSupport
import Testing

struct TensorTriangleTests {
    @Test func keepsElementsByTheirDistance() throws {
        let x = try Tensor([[1, 2, 3], [4, 5, 6]])
        #expect(try x.tril().toArray(as: Int.self) == [1, 0, 0, 4, 5, 0])
        #expect(try x.tril(diagonal: 1).toArray(as: Int.self) == [1, 2, 0, 4, 5, 6])
        #expect(try x.triu(diagonal: -1).toArray(as: Int.self) == [1, 2, 3, 4, 5, 6])
        #expect(try x.triu(diagonal: 2).toArray(as: Int.self) == [0, 0, 3, 0, 0, 0])
        #expect(try x.tril(diagonal: .min).sum().item(as: Int.self) == 0)
        #expect(try x.tril().dtype == .int64 && (x .> 0).triu().dtype == .bool)
        #expect(try x.to(dtype: .bfloat16).triu().dtype == .bfloat16)
    }

    @Test func notANumberOutsideIsZero() throws {
        #expect(
            try constant([nan, nan, 1, nan], [2, 2]).tril(diagonal: -1).values == [0, 0, 1, 0])
        #expect(try Tensor.zeros(2, 0, 3).triu().shape == [2, 0, 3])
    }

    @Test func gradients() throws {
        let x = try leaf((1...12).map(Double.init), [2, 3, 2])
        try gradcheck({ try $0[0].tril(diagonal: -1) }, inputs: [x])
        try gradcheck({ try $0[0].triu() }, inputs: [x])
    }

    @Test func vectorsAreRefused() {
        #expect(errorText { _ = try Tensor.ones(3).tril() }.hasPrefix("tril: expected matrices"))
        #expect(errorText { _ = try Tensor(1.0).triu() }.hasPrefix("triu: expected matrices"))
    }
}
