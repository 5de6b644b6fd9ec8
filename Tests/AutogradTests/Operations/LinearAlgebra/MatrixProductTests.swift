import Autograd
import GradientCheck
import TestSupport
import Testing

struct MatrixProductTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(MatrixProduct.self) }

    @Test("seed defect 11: vectors on either side, with gradients")
    func vectors() throws {
        let (matrix, vector) = (try leaf([1, 2, 3, 4], [2, 2]), try leaf([5, 6]))
        #expect(try matrix.matmul(vector).values == [17, 39])
        #expect(try vector.matmul(matrix).values == [23, 34])
        #expect(try vector.matmul(vector).shape == [])
        try gradcheck({ try $0[0].matmul($0[1]) }, inputs: [matrix, vector])
        try gradcheck({ try $0[1].matmul($0[0]) }, inputs: [matrix, vector])
        try gradcheck({ try $0[1].matmul($0[1]) }, inputs: [matrix, vector])
        let batch = try leaf((1...8).map(Double.init), [2, 2, 2])
        #expect(try batch.matmul(vector).shape == [2, 2])
        try gradcheck({ try $0[0].matmul($0[1]) }, inputs: [batch, vector])
        try gradcheck({ try $0[1].matmul($0[0]) }, inputs: [batch, vector])
    }

    @Test("seed defect 9: batches broadcast and their gradients are right, also for 3×3×3")
    func batches() throws {
        let generator = Generator(seed: 3)
        func random(_ shape: Shape) throws -> Tensor {
            try Tensor.normal(shape, dtype: .float64, requiresGrad: true, generator: generator)
        }
        let shapes: [(Shape, Shape, Shape)] = [
            ([3, 3, 3], [3, 3, 3], [3, 3, 3]), ([3, 3, 3], [3, 3], [3, 3, 3]),
            ([2, 1, 2, 3], [4, 3, 2], [2, 4, 2, 2]), ([2, 3], [5, 3, 1], [5, 2, 1]),
        ]
        for (a, b, c) in shapes {
            let inputs = [try random(a), try random(b)]
            #expect(try inputs[0].matmul(inputs[1]).shape == c)
            try gradcheck({ try $0[0].matmul($0[1]) }, inputs: inputs)
        }
    }

    @Test func zerosWhenTheInnerSizeIsZero() throws {
        #expect(try Tensor.zeros(2, 0).matmul(Tensor.zeros(0, 3)).values == [0, 0, 0, 0, 0, 0])
        #expect(try Tensor.zeros(0, 2).matmul(Tensor.ones(2, 3)).shape == [0, 3])
        #expect(try Tensor.zeros(2, 0, 3).matmul(Tensor.ones(3, 4)).shape == [2, 0, 4])
    }

    @Test func zeroTimesInfinityIsNotANumber() throws {
        let product = try constant([0, 1], [1, 2]).matmul(constant([infinity, 1], [2, 1]))
        #expect(same(product.values, [nan]))
    }

    @Test func integers() throws {
        let product = try Tensor([[1, 2], [3, 4]]).matmul(Tensor([[5, 6], [7, 8]]))
        #expect(product.dtype == .int64 && product.toArray(as: Int.self) == [19, 22, 43, 50])
        let booleans = errorText { _ = try Tensor([[true]]).matmul(Tensor([[true]])) }
        #expect(booleans.contains("got bool"))
    }

    @Test func namesBothShapesAndTypes() throws {
        let text = errorText { _ = try Tensor.ones(2, 3).matmul(Tensor.ones(2, 3)) }
        #expect(text.hasPrefix("matmul: expected inner sizes that agree"))
        #expect(text.contains("got [2, 3] and [2, 3]. Transpose one of them?"))
        #expect(errorText { _ = try Tensor.ones(3).matmul(Tensor.ones(2)) }.contains("[3] and [2]"))
        #expect(errorText { _ = try Tensor(1.0).matmul(Tensor.ones(2)) }.contains("[] and [2]"))
        let batches = errorText { _ = try Tensor.ones(2, 1, 1).matmul(Tensor.ones(3, 1, 1)) }
        #expect(batches.contains("batch sizes that broadcast; got [2, 1, 1] and [3, 1, 1]"))
        let types = errorText {
            _ = try Tensor.ones(1, 1).matmul(Tensor.ones([1, 1], dtype: .float64))
        }
        #expect(types.contains("float32 and float64"))
    }

    @Test func transposedAndSlicedFactorsNeedNoCopyToBeRight() throws {
        let a = try Tensor.randn(4, 6, dtype: .float64, generator: Generator(seed: 1))
        let b = try Tensor.randn(4, 5, dtype: .float64, generator: Generator(seed: 2))
        let straight = try a.t().contiguous().matmul(b)
        #expect(near(try a.t().matmul(b).values, straight.values))
        let part = try a[.range(step: 2), .range(from: 5, step: -2)]
        let copy = try part.clone()
        #expect(near(try part.matmul(part.t()).values, try copy.matmul(copy.t()).values))
    }
}
