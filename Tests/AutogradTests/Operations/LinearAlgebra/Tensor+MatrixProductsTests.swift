import Autograd
import GradientCheck
import TestSupport
import Testing

struct TensorMatrixProductsTests {
    @Test func productsByName() throws {
        let (a, v) = (try Tensor([[1, 2], [3, 4]]), try Tensor([5, 6]))
        #expect(try a.mm(a).toArray(as: Int.self) == [7, 10, 15, 22])
        #expect(try a.mv(v).toArray(as: Int.self) == [17, 39])
        #expect(try v.dot(v).item(as: Int.self) == 61)
        #expect(try v.outer(v).toArray(as: Int.self) == [25, 30, 30, 36])
        #expect(try a.unsqueeze(dim: 0).bmm(a.unsqueeze(dim: 0)).shape == [1, 2, 2])
    }

    @Test func sumsOfProducts() throws {
        let (a, v) = (try Tensor([[1, 2], [3, 4]]), try Tensor([5, 6]))
        // Whole factors leave whole numbers.
        let sum = try v.addmm(a, a, beta: 2, alpha: -1)
        #expect(sum.dtype == .int64 && sum.toArray(as: Int.self) == [3, 2, -5, -10])
        #expect(try v.addmv(a, v, beta: 0.5).values == [19.5, 42])
        let batch = try a.unsqueeze(dim: 0)
        #expect(try a.baddbmm(batch, batch).toArray(as: Int.self) == [8, 12, 18, 26])
        let text = errorText { _ = try Tensor.ones(3).addmm(.ones(2, 2), .ones(2, 2)) }
        #expect(text.contains("addmm: expected a shape that broadcasts to [2, 2]; got [3]"))
        let wide = errorText { _ = try Tensor.ones(1, 2, 2).addmm(.ones(2, 2), .ones(2, 2)) }
        #expect(wide.contains("got [1, 2, 2]"))
    }

    @Test func dimsAreNamed() throws {
        let x = try Tensor.ones(2, 2)
        for (name, call) in [
            ("mm", { try x.mm(.ones(2)) }), ("bmm", { try x.bmm(x) }), ("mv", { try x.mv(x) }),
            ("dot", { try x.dot(x) }), ("outer", { try x.outer(x) }),
        ] as [(String, () throws -> Tensor)] {
            #expect(errorText { _ = try call() }.hasPrefix("\(name): expected tensors with"))
        }
        let batches = errorText { _ = try Tensor.ones(2, 1, 1).bmm(.ones(1, 1, 1)) }
        #expect(batches.contains("[2, 1, 1] and [1, 1, 1]. matmul broadcasts."))
    }

    @Test func blocksOfProducts() throws {
        let a = try leaf([1, 2, 3, 4], [2, 2])
        let b = try leaf([0, 5, 6, 7], [2, 2])
        #expect(
            try a.kron(b).values == [0, 5, 0, 10, 6, 7, 12, 14, 0, 15, 0, 20, 18, 21, 24, 28])
        #expect(try a.kron(constant([1, 2])).shape == [2, 4])
        try gradcheck({ try $0[0].kron($0[1]) }, inputs: [a, b])
    }

    @Test func vectorProducts() throws {
        let (x, y) = (try Tensor([1, 0, 0]), try Tensor([0, 1, 0]))
        #expect(try x.cross(y).toArray(as: Int.self) == [0, 0, 1])
        #expect(try y.cross(x).toArray(as: Int.self) == [0, 0, -1])
        #expect(
            errorText { _ = try Tensor.ones(2).cross(.ones(2)) }.contains("size 3 along dim -1"))
        #expect(errorText { _ = try Tensor.ones(3).cross(.ones(2, 3)) }.contains("as many dims"))
        #expect(errorText { _ = try Tensor(1.0).cross(Tensor(1.0)) }.contains("size 3"))
    }

    @Test func powers() throws {
        let x = try Tensor([[1, 1], [1, 0]])
        #expect(try x.matrixPower(10).toArray(as: Int.self) == [89, 55, 55, 34])
        #expect(try x.matrixPower(0).toArray(as: Int.self) == [1, 0, 0, 1])
        let inverse = try constant([2, 0, 0, 4], [2, 2]).matrixPower(-2)
        #expect(inverse.values == [0.25, 0, 0, 0.0625])
        try gradcheck({ try $0[0].matrixPower(3) }, inputs: [leaf([1, 2, 3, 4], [2, 2])])
        #expect(errorText { _ = try Tensor.ones(2, 3).matrixPower(2) }.contains("got [2, 3]"))
        let singular = errorText { _ = try Tensor.zeros(2, 2).matrixPower(-1) }
        #expect(singular.contains("singular"))
    }
}
