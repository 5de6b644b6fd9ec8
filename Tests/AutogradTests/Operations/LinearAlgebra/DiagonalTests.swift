import Autograd
import GradientCheck
import TestSupport
import Testing

struct DiagonalTests {
    @Test func passesTheOperationChecks() throws {
        try checkOperation(Diagonal.self)
        try checkOperation(DiagonalScatter.self)
    }

    @Test func offsetsAndAxes() throws {
        let x = try constant((0..<12).map(Double.init), [3, 4])
        #expect(try x.diagonal().values == [0, 5, 10])
        #expect(try x.diagonal(offset: 2).values == [2, 7])
        #expect(try x.diagonal(offset: -1).values == [4, 9])
        #expect(try x.diagonal(offset: 9).shape == [0])
        #expect(try x.diagonal(offset: .min).shape == [0] && x.diagonal(offset: .max).shape == [0])
        #expect(try x.diagonal().sharesMemory(with: x))
        let batch = try x.reshape(2, 2, 3)
        #expect(try batch.diagonal(dim1: -2, dim2: -1).values == [0, 4, 6, 10])
        #expect(try batch.diagonal(offset: 1, dim1: 2, dim2: 0).values == [6, 9])
    }

    @Test func matricesOfDiagonals() throws {
        let x = try Tensor([1, 2])
        #expect(try x.diagEmbed(offset: -1).toArray(as: Int.self) == [0, 0, 0, 1, 0, 0, 0, 2, 0])
        #expect(try x.diag(offset: 1).toArray(as: Int.self) == [0, 1, 0, 0, 0, 2, 0, 0, 0])
        let batch = try Tensor([[1, 2], [3, 4]])
        #expect(try batch.diagEmbed().shape == [2, 2, 2])
        #expect(
            try batch.diagEmbed(dim1: 0, dim2: 2)[.all, 1].toArray(as: Int.self) == [3, 0, 0, 4])
        #expect(try batch.diag().toArray(as: Int.self) == [1, 4])
        #expect(try batch.trace().item(as: Int.self) == 5)
        #expect(try Tensor([true, true]).diag().dtype == .bool)
    }

    @Test func namesWhatDoesNotFit() throws {
        #expect(errorText { _ = try Tensor.ones(3).diagonal() }.contains("two dims or more"))
        #expect(
            errorText { _ = try Tensor.ones(3, 3).diagonal(dim1: 1, dim2: -1) }
                .contains("two different dims"))
        #expect(errorText { _ = try Tensor(1.0).diagEmbed() }.contains("with dims"))
        #expect(errorText { _ = try Tensor.ones(2).diagEmbed(offset: .min) }.contains("offset"))
        #expect(errorText { _ = try Tensor.ones(2, 2, 2).diag() }.contains("diagEmbed"))
        #expect(errorText { _ = try Tensor.ones(2).trace() }.contains("a matrix"))
    }

    @Test func anOffsetThatNoMemoryHoldsIsRefused() throws {
        let text = errorText { _ = try Tensor([1.0]).diag(offset: 1 << 32) }
        #expect(text.hasPrefix("diagEmbed: expected memory for [4294967297, 4294967297]"))
    }
}
