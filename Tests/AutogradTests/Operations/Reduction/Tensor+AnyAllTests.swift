import Autograd
import TestSupport
import Testing

struct TensorAnyAllTests {
    @Test func axesAndTypes() throws {
        let x = try Tensor([[0, 1], [2, 3], [0, 0]], dtype: .int32)
        #expect(
            x.any().toArray(as: Bool.self) == [true] && x.all().toArray(as: Bool.self) == [false])
        #expect(try x.any(dim: 1).toArray(as: Bool.self) == [true, true, false])
        #expect(try x.all(dim: 1).toArray(as: Bool.self) == [false, true, false])
        #expect(try x.any(dims: [0, 1], keepDim: true).shape == [1, 1])
        #expect(x.any().dtype == .bool)
        #expect(try x.countNonzero().toArray(as: Int.self) == [3])
        #expect(try x.countNonzero(dims: [0]).toArray(as: Int.self) == [1, 2])
    }

    @Test func nothingAndNotANumber() throws {
        let empty = try Tensor.zeros(2, 0)
        #expect(empty.any().toArray(as: Bool.self) == [false])
        #expect(empty.all().toArray(as: Bool.self) == [true])
        #expect(try empty.any(dim: 1).toArray(as: Bool.self) == [false, false])
        #expect(try empty.all(dim: 0).shape == [0])
        #expect(try leaf([nan]).all().toArray(as: Bool.self) == [true])
        #expect(try !leaf([nan]).any().requiresGrad)
    }

    @Test func rejectsAxes() throws {
        #expect(errorText { _ = try Tensor.zeros(0).any(dim: 1) }.hasPrefix("any: expected a dim"))
        #expect(errorText { _ = try Tensor.zeros(2).all(dims: [0, 0]) }.contains("each dim once"))
    }
}
