import Autograd
import GradientCheck
import TestSupport
import Testing

struct LinearSolveTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(LinearSolve.self) }

    @Test func referenceValues() throws {
        let a = try leaf([0, 2, 1, 1], [2, 2])
        let b = try leaf([4, 3])
        let x = try a.solve(b)
        #expect(x.shape == [2] && near(x.values, [1, 2]))
        try x.sum().backward()
        // A⁻ᵀ 1 = [0, 1], and A's gradient is that times −xᵀ.
        #expect(near(try #require(b.grad).values, [0, 1], within: 1e-15))
        #expect(near(try #require(a.grad).values, [0, 0, -1, -2], within: 1e-15))
    }

    @Test func batchesBroadcastAndVectorsAreTold() throws {
        let a = try Tensor.normal([3, 1, 4, 4], dtype: .float64, generator: Generator(seed: 1))
        let b = try Tensor.normal([2, 4, 5], dtype: .float64, generator: Generator(seed: 2))
        let x = try a.solve(b)
        #expect(x.shape == [3, 2, 4, 5])
        #expect(near(try a.matmul(x).values, try b.expand([3, 2, 4, 5]).values, within: 1e-11))
        let vectors = try Tensor.normal([3, 1, 4], dtype: .float64, generator: Generator(seed: 3))
        let y = try a.solve(vectors)
        #expect(y.shape == [3, 1, 4])
        #expect(
            near(try a.matmul(y.unsqueeze(dim: -1)).values, vectors.values, within: 1e-11))
    }

    @Test func manyMatricesHaveTheSameBitsOnAnyNumberOfThreads() throws {
        let a = try Tensor.normal([500, 5, 5], generator: Generator(seed: 1))
        let b = try Tensor.normal([500, 5, 2], generator: Generator(seed: 2))
        let one = try withThreads(1) { try a.solve(b).values }
        #expect(try withThreads(3) { try a.solve(b).values } == one)
    }

    @Test func singularMatricesAreNamed() throws {
        let singular = try Tensor([[1.0, 2], [2, 4]])
        let text = errorText { _ = try singular.solve(.ones(2, 1)) }
        #expect(
            text.hasPrefix("solve: expected invertible matrices; got the matrix is singular"))
        let batch = try stack([Tensor([[1.0, 0], [0, 1]]), singular])
        #expect(
            errorText { _ = try batch.solve(.ones(2, 2, 1)) }.contains("matrix 1 of [2, 2, 2]"))
    }

    @Test func nothingToSolve() throws {
        #expect(try Tensor.zeros(0, 0).solve(.zeros(0, 3)).shape == [0, 3])
        #expect(try Tensor.ones(1, 1).solve(.zeros(1, 0)).shape == [1, 0])
        #expect(try Tensor.zeros(0, 2, 2).solve(.zeros(0, 2, 1)).shape == [0, 2, 1])
    }

    @Test func halfPrecisionComesBack() throws {
        let x = try Tensor([[2.0]]).to(dtype: .bfloat16).solve(Tensor([[3.0]]).to(dtype: .bfloat16))
        #expect(x.dtype == .bfloat16 && x.values == [1.5])
    }

    @Test func namesShapesAndTypes() throws {
        #expect(errorText { _ = try Tensor.ones(2, 3).solve(.ones(2)) }.contains("square matrices"))
        #expect(errorText { _ = try Tensor.ones(2, 2).solve(.ones(3, 1)) }.contains("got [3, 1]"))
        #expect(
            errorText { _ = try Tensor.ones(2, 2).solve(.ones([2, 1], dtype: .float64)) }
                .contains("float32 and float64"))
        #expect(errorText { _ = try Tensor([[1]]).solve(Tensor([[1]])) }.contains("got int64"))
    }
}
