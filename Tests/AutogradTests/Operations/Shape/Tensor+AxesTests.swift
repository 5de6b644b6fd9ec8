import Autograd
import GradientCheck
import TestSupport
import Testing

struct TensorAxesTests {
    @Test func axesMove() throws {
        let x = try leaf((0..<24).map(Double.init), [2, 3, 4])
        #expect(try x.movedim(0, -1).shape == [3, 4, 2])
        #expect(try x.movedim([0, 1], [1, 2]).shape == [4, 2, 3])
        #expect(try x.movedim(0, -1).values == x.permute(1, 2, 0).values)
        #expect(try x.movedim(0, 2).sharesMemory(with: x))
        #expect(try x.swapaxes(0, -1).shape == [4, 3, 2])
        #expect(errorText { _ = try x.movedim([0], [0, 1]) }.contains("as many places as axes"))
        #expect(errorText { _ = try x.movedim([0, -3], [0, 1]) }.contains("each dim once"))
        #expect(errorText { _ = try x.movedim(3, 0) }.contains("a dim from -3 to 2; got 3"))
    }

    @Test func axesComeAndGo() throws {
        let x = try Tensor.arange(6).reshape(1, 6, 1)
        #expect(try x.squeeze(dims: [0, 1, 2]).shape == [6])
        #expect(try x.squeeze(dims: []).shape == [1, 6, 1])
        #expect(try x.unflatten(dim: 1, [2, -1]).shape == [1, 2, 3, 1])
        #expect(try x.ravel().shape == [6] && Tensor(1.0).ravel().shape == [1])
        #expect(try x.reshapeAs(.zeros(2, 3)).shape == [2, 3])
        #expect(
            errorText { _ = try x.unflatten(dim: 1, [4, -1]) }
                .hasPrefix(
                    "unflatten: expected sizes that multiply to 6, as dim 1 has; got [4, -1]"))
        #expect(!errorText { _ = try x.unflatten(dim: 1, [.max, .max]) }.isEmpty)
        #expect(!errorText { _ = try Tensor(1.0).unflatten(dim: 0, [1]) }.isEmpty)
    }

    @Test func shapesBroadcast() throws {
        let (a, b) = (try leaf([1, 2], [2, 1]), try leaf([3, 4, 5]))
        let both = try broadcastTensors([a, b])
        #expect(both.map(\.shape) == [[2, 3], [2, 3]] && both[0].sharesMemory(with: a))
        #expect(try a.expandAs(both[1]).values == [1, 1, 1, 2, 2, 2])
        #expect(try b.broadcastTo([2, 3]).shape == [2, 3])
        #expect(try broadcastTensors([]).isEmpty)
        #expect(
            errorText { _ = try broadcastTensors([.zeros(2), .zeros(3)]) }
                == "broadcastTensors: expected shapes that broadcast together; got [2], [3].")
        try gradgradcheck(
            { try broadcastTensors($0).reduce(Tensor(1.0)) { try $0 * $1 } }, inputs: [a, b])
    }

    @Test func selectIsAViewOfOnePart() throws {
        let x = try leaf([1, 2, 3, 4], [2, 2])
        #expect(try x.select(dim: 1, -1).values == [2, 4])
        #expect(try x.select(dim: 0, 0).sharesMemory(with: x))
        #expect(
            errorText { _ = try x.select(dim: 0, 2) }
                == "select: expected an index from -2 to 1 for dim 0; got 2.")
        #expect(errorText { _ = try Tensor(1.0).select(dim: 0, 0) }.contains("a tensor with dims"))
    }
}
