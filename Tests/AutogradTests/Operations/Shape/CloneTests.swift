import Autograd
import GradientCheck
import TestSupport
import Testing

struct CloneTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Clone.self) }

    @Test("seed defect 3: a clone passes gradients")
    func passesGradients() throws {
        let x = try leaf([1, 2])
        try (x.clone() * 3).sum().backward()
        #expect(x.grad?.values == [3, 3])
    }

    @Test func hasMemoryOfItsOwn() throws {
        let x = try constant([1, 2])
        var copy = try x.clone()
        try copy += 1
        #expect(x.values == [1, 2] && copy.values == [2, 3])
    }

    @Test func contiguousCopiesOnlyWhatIsNot() throws {
        let x = try leaf([1, 2, 3, 4, 5, 6], [2, 3])
        #expect(try x.contiguous().isLeaf)
        let turned = try x.t()
        #expect(!turned.isContiguous)
        let straight = try turned.contiguous()
        #expect(straight.isContiguous && straight.values == [1, 4, 2, 5, 3, 6])
        try straight.sum().backward()
        #expect(x.grad?.shape == [2, 3])
    }

    @Test func everyTypeKeepsItsBits() throws {
        for dtype in DType.allCases {
            let x = try Tensor([0, 1], dtype: dtype)
            #expect(try x.clone().dtype == dtype && x.clone().values == [0, 1])
        }
    }
}
