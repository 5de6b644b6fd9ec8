import Autograd
import GradientCheck
import TestSupport
import Testing

struct PlaneGatherTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(PlaneGather.self) }

    @Test func takesElementsByPositionOfEachPlane() throws {
        let x = try leaf((0..<12).map(Double.init), [1, 2, 2, 3])
        let positions = try Tensor([5, 0, -1, 2, 6, 2], dtype: .int32).reshape(1, 2, 1, 3)
        let y = try PlaneGather()(Pair(x, positions))
        #expect(y.shape == [1, 2, 1, 3] && y.values == [5, 0, 0, 8, 0, 8])
        try y.sum().backward()
        #expect(x.grad?.values == [1, 0, 0, 0, 0, 1, 0, 0, 2, 0, 0, 0])
    }

    @Test func planesAndPositionsMustFit() throws {
        let x = try Tensor.zeros(1, 2, 2, 2)
        for positions in [
            try Tensor.zeros([1, 1, 2, 2], dtype: .int32),
            try Tensor.zeros([1, 2, 2], dtype: .int32),
            try Tensor.zeros([1, 2, 2, 2], dtype: .int64),
            try Tensor.zeros([2, 2, 2, 2], dtype: .int32),
        ] {
            let text = errorText { _ = try PlaneGather()(Pair(x, positions)) }
            #expect(text.hasPrefix("planeGather: expected floating-point planes [n, c, ...] and"))
            #expect(text.contains("\(positions.dtype) \(positions.shape)"))
        }
    }
}
