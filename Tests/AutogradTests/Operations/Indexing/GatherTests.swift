import Autograd
import GradientCheck
import TestSupport
import Testing

struct GatherTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Gather.self) }
    @Test func scatterAddPassesTheOperationCheck() throws { try checkOperation(ScatterAdd.self) }

    @Test func repeatedIndicesAddTheirGradients() throws {
        let x = try leaf([1, 2, 3])
        let picked = try x.gather(dim: 0, Tensor([2, 0, 2, 2]))
        #expect(picked.values == [3, 1, 3, 3])
        try (picked * constant([1, 10, 100, 1000])).sum().backward()
        #expect(x.grad?.values == [10, 0, 1101])
    }

    @Test func rejectsIndicesOutside() throws {
        let x = try Tensor.ones(3)
        for index in [3, -1] {
            let text = errorText { _ = try x.gather(dim: 0, Tensor([index])) }
            #expect(text == "gather: expected indices from 0 to 2; got \(index).")
        }
    }

    @Test func rejectsShapesAndTypes() throws {
        let x = try Tensor.ones(2, 3)
        #expect(errorText { _ = try x.gather(dim: 0, Tensor([0])) }.contains("got int64 [1]"))
        #expect(errorText { _ = try x.gather(dim: 0, Tensor([[0.0]])) }.contains("got float32"))
        #expect(errorText { _ = try x.gather(dim: 2, Tensor([[0]])) }.contains("got 2"))
        let wide = errorText { _ = try x.gather(dim: 0, Tensor([[0, 0, 0, 0]])) }
        #expect(wide.hasPrefix("gather: ") && wide.contains("[1, 4]") && wide.contains("[2, 3]"))
    }

    @Test func everyTypeMoves() throws {
        for dtype in DType.allCases {
            let picked = try Tensor([0, 1], dtype: dtype).gather(dim: 0, Tensor([1], dtype: .uint8))
            #expect(picked.dtype == dtype && picked.values == [1])
        }
    }
}
