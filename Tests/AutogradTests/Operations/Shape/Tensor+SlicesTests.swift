import Autograd
import Kernels
import TensorCore
import TestSupport
import Testing

struct TensorSlicesTests {
    /// Gradients that lie as the slices of a tensor come back as that one; other ones are put together.
    @Test func gradientsThatLieTogetherAreNotMoved() throws {
        for shape: Shape in [[2, 3], [3, 2], [2, 1, 3]] {
            let gradient = try constant([1, 2, 3, 4, 5, 6], shape)
            let x = try leaf([0, 0, 0, 0, 0, 0], shape)
            for places in [Array(0..<shape[0]), Array((0..<shape[0]).reversed())] {
                let slices = try gradient.unbind()
                let given = places.map { slices[$0] }
                let found = try grad(of: try x.unbind(), wrt: [x], gradients: given)[0]
                #expect(found?.values == (try stack(given, dim: 0).values))
                let isMoved = found?.sharesMemory(with: gradient) != true
                #expect(isMoved == (places[0] != 0))
            }
        }
    }

    /// A gradient is its own, whatever is done to what it came from.
    @Test func aGradientThatWasNotMovedStaysAsItWas() throws {
        var memory = try constant([1, 2, 3, 4], [2, 2])
        let x = try leaf([0, 0, 0, 0], [2, 2])
        let found = try grad(of: try x.unbind(), wrt: [x], gradients: memory.unbind())
        try memory *= 7
        #expect(found[0]?.values == [1, 2, 3, 4])
    }

    /// d/dw of w · (the gradient of Σ parts), which is the gradient's gradient.
    @Test func gradientsThatLieTogetherAreDifferentiated() throws {
        let (x, w) = (try leaf([0, 0, 0, 0], [2, 2]), try leaf([1, 2, 3, 4], [2, 2]))
        let first = try grad(
            of: try x.unbind(), wrt: [x], gradients: w.unbind(), createGraph: true)
        let gradient = try #require(first[0])
        #expect(gradient.values == [1, 2, 3, 4])
        #expect(try grad(of: gradient.square().sum(), wrt: w).values == [2, 4, 6, 8])
    }

    /// As queries, keys and values of one projection.
    @Test func zerosLieAsSlicesDo() throws {
        let whole = try Tensor.zeros([2, 5, 3, 2, 4]).permute(2, 0, 3, 1, 4)
        let slices = try whole.unbind()
        let zeros = try #require(try Tensor.zeros(slicedLike: slices))
        #expect(zeros.map(\.shape) == slices.map(\.shape))
        #expect(
            zeros.allSatisfy { !$0.sharesMemory(with: whole) && $0.values.allSatisfy { $0 == 0 } })
        let together = try #require(Tensor.whole(ofSlices: zeros, dim: 0))
        #expect(together.shape == whole.shape && together.sharesMemory(with: zeros[0]))
        #expect(try together.permute(1, 3, 0, 2, 4).isContiguous)
    }

    @Test func othersAreNotSlices() throws {
        let whole = try Tensor.zeros(4, 3)
        let slices = try whole.unbind()
        let others = [
            [slices[0]], [slices[0], slices[2]], [slices[1], slices[0]],
            [slices[0], slices[1], slices[3]], [slices[0], try slices[1].clone()],
            [slices[0], slices[0]], try Tensor.zeros(1, 3).expand(2, 3).unbind(),
            try Tensor.zeros(0, 3).unbind(), try Tensor.zeros(2, 0).unbind(),
            [try whole.narrow(dim: 0, start: 0, length: 2), slices[2]],
            try whole.narrow(dim: 1, start: 0, length: 2).unbind(),
        ]
        for tensors in others {
            #expect(try Tensor.zeros(slicedLike: tensors) == nil)
            #expect(Tensor.whole(ofSlices: tensors, dim: 0) == nil)
        }
        let part = try #require(Tensor.whole(ofSlices: Array(slices[1...2]), dim: 0))
        #expect(part.shape == [2, 3])
    }
}
