import Autograd
import GradientCheck
import TestSupport
import Testing

struct TensorNonzeroTests {
    @Test func indicesComeInOrder() throws {
        let x = try Tensor([[0, 5], [-1, 0]])
        #expect(try x.nonzero().values == [0, 1, 1, 0] && x.nonzero().shape == [2, 2])
        #expect(try x.transpose(0, 1).nonzero().values == [0, 1, 1, 0])
        #expect(try Tensor(3).nonzero().shape == [1, 0] && Tensor(0).nonzero().shape == [0, 0])
        #expect(try Tensor.zeros(0, 2).nonzero().shape == [0, 2])
        let parts = try x.nonzero().unbind(dim: 1)
        #expect(try x[parts[0], parts[1]].values == [5, -1])
    }

    @Test func everyTypeHasZeros() throws {
        for dtype in DType.allCases {
            let found = try Tensor([0, 1, 0, 1], dtype: dtype).nonzero()
            #expect(found.dtype == .int64 && found.values == [1, 3])
        }
        for dtype in [DType.float16, .bfloat16, .float32, .float64] {
            let hazards = try constant([-0.0, .nan, .infinity, 0], [4], dtype)
            #expect(try hazards.nonzero().values == [1, 2])
        }
    }

    @Test func isNotTracked() throws { #expect(try !leaf([1, 0]).nonzero().requiresGrad) }
}
