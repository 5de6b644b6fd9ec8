import Autograd
import GradientCheck
import TestSupport
import Testing

struct TensorFlipTests {
    @Test func orderIsReversed() throws {
        let x = try leaf([1, 2, 3, 4, 5, 6], [2, 3])
        #expect(try x.flip(dims: [1]).values == [3, 2, 1, 6, 5, 4])
        #expect(try x.fliplr().values == [3, 2, 1, 6, 5, 4])
        #expect(try x.flipud().values == [4, 5, 6, 1, 2, 3])
        #expect(try x.flip(dims: [0, 1]).values == [6, 5, 4, 3, 2, 1])
        #expect(try x.flip(dims: [0]).sharesMemory(with: x))
        #expect(try Tensor.zeros(0, 2).flip(dims: [0]).shape == [0, 2])
        #expect(errorText { _ = try x.flip(dims: [0, -2]) }.contains("each dim once"))
        #expect(errorText { _ = try Tensor.ones(2).fliplr() }.contains("at least two dims"))
        #expect(errorText { _ = try Tensor(1.0).flipud() }.contains("at least one dim"))
    }

    @Test func whatLeavesComesInAgain() throws {
        let x = try leaf([1, 2, 3, 4, 5, 6], [2, 3])
        #expect(try x.roll(1).values == [6, 1, 2, 3, 4, 5])
        #expect(try x.roll(-1, dim: 1).values == [2, 3, 1, 5, 6, 4])
        #expect(try x.roll([1, 1], dims: [0, 1]).values == [6, 4, 5, 3, 1, 2])
        #expect(try x.roll(.min, dim: 0).shape == [2, 3])
        #expect(try x.roll(.max).count == 6)
        try gradgradcheck({ try $0[0].roll(2).square() * $0[0].roll(1, dim: 1) }, inputs: [x])
        #expect(errorText { _ = try x.roll([1], dims: []) }.hasPrefix("roll: expected an axis"))
    }

    @Test func planesTurn() throws {
        let x = try leaf([1, 2, 3, 4, 5, 6], [2, 3])
        #expect(try x.rot90().values == [3, 6, 2, 5, 1, 4])
        #expect(try x.rot90(-1).values == [4, 1, 5, 2, 6, 3])
        #expect(try x.rot90(2).values == [6, 5, 4, 3, 2, 1])
        #expect(try x.rot90(.min).values == x.values)
        #expect(try x.rot90(1, dims: [1, 0]).values == x.rot90(3).values)
        #expect(errorText { _ = try x.rot90(1, dims: [0]) }.hasPrefix("rot90: expected two dims"))
        #expect(errorText { _ = try x.rot90(1, dims: [0, 0]) }.contains("each dim once"))
    }
}
