import Autograd
import GradientCheck
import TestSupport
import Testing

struct ScatterTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Scatter.self) }

    @Test func theLastOfSeveralStaysAndAloneGetsAGradient() throws {
        let (x, source) = (try leaf([1, 2, 3]), try leaf([10, 20, 30, 40]))
        let written = try x.scatter(dim: 0, Tensor([0, 2, 0, 0]), source)
        #expect(written.values == [40, 2, 20] && x.values == [1, 2, 3])
        try (written * constant([1, 10, 100])).sum().backward()
        #expect(x.grad?.values == [0, 10, 0] && source.grad?.values == [0, 100, 0, 1])
    }

    @Test func everyTypeMoves() throws {
        for dtype in DType.allCases {
            let x = try Tensor([0, 1, 0], dtype: dtype)
            let written = try x.scatter(dim: 0, Tensor([2], dtype: .uint8), x[1...])
            #expect(written.dtype == dtype && written.values == [0, 1, 1])
            #expect(try x.scatter(dim: 0, Tensor([0]), value: 1).values == [1, 1, 0])
        }
    }

    @Test func aLongerSourceIsReadAsFarAsIndicesGo() throws {
        let written = try Tensor.zeros(2, 2).scatter(dim: 0, Tensor([[1, 0]]), .ones(3, 4))
        #expect(written.values == [0, 1, 1, 0])
    }

    @Test func whatDoesNotFitIsNamed() throws {
        let x = try Tensor.zeros(3)
        for index in [3, -1] {
            #expect(
                errorText { _ = try x.scatter(dim: 0, Tensor([index]), .ones(1)) }
                    == "scatter: expected indices from 0 to 2; got \(index).")
        }
        #expect(
            errorText { _ = try x.scatter(dim: 0, Tensor([0, 1]), .ones(1)) }
                == "scatter: expected a source of at least [2]; got [1].")
        #expect(
            errorText { _ = try x.scatter(dim: 0, Tensor([0]), .arange(1)) }.contains("int64 [1]"))
        #expect(
            errorText { _ = try x.scatter(dim: 0, Tensor([0.5]), .ones(1)) }.contains("float32"))
    }
}
