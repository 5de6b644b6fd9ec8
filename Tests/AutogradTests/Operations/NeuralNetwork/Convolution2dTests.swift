import Autograd
import GradientCheck
import TestSupport
import Testing

struct Convolution2dTests {
    private func numbers(_ shape: Shape) throws -> Tensor {
        try constant((0..<shape.elementCount).map { Double($0 % 7) - 3 }, shape)
    }

    @Test func passesTheOperationCheck() throws { try checkOperation(Convolution2d.self) }

    @Test("seed defect 27: gradients flow, sizes of 1 stay and types are kept")
    func sizesOfOneAndTypes() throws {
        for dtype in [DType.float32, .float64, .float16] {
            var x = try Tensor.ones([1, 1, 3, 3], dtype: dtype)
            var weight = try Tensor.ones([1, 1, 2, 2], dtype: dtype)
            try x.requireGrad()
            try weight.requireGrad()
            let y = try Convolution2d()([x, weight])
            #expect(y.shape == [1, 1, 2, 2] && y.dtype == dtype && y.values == [4, 4, 4, 4])
            try y.sum().backward()
            #expect(x.grad?.values == [1, 2, 1, 2, 4, 2, 1, 2, 1] && x.grad?.dtype == dtype)
            #expect(weight.grad?.values == [4, 4, 4, 4] && weight.grad?.dtype == dtype)
        }
    }

    /// A convolution is a cross-correlation: the kernel is not turned.
    @Test func theKernelIsNotTurned() throws {
        let y = try Convolution2d()([
            constant([1, 2, 3, 4], [1, 1, 2, 2]), constant([1, 10, 100, 1000], [1, 1, 2, 2]),
        ])
        #expect(y.values == [4321])
    }

    @Test func groupsSeeTheirOwnChannels() throws {
        let x = try numbers([1, 4, 2, 2])
        let weight = try numbers([4, 2, 1, 1])
        let options = Convolution2dOptions(groups: 2)
        let y = try Convolution2d(options)([x, weight])
        for group in 0..<2 {
            let part = try Convolution2d()([
                x.narrow(dim: 1, start: 2 * group, length: 2),
                weight.narrow(dim: 0, start: 2 * group, length: 2),
            ])
            #expect(try y.narrow(dim: 1, start: 2 * group, length: 2).values == part.values)
        }
    }

    @Test func theBiasIsAddedToEveryElementOfItsChannel() throws {
        let (x, weight) = (try numbers([2, 2, 3, 3]), try numbers([3, 2, 2, 2]))
        let bias = try leaf([1, 10, 100])
        let plain = try Convolution2d()([x, weight])
        let y = try Convolution2d()([x, weight, bias])
        #expect(try (y.detach() - plain).values == (0..<24).map { [1, 10, 100][$0 / 4 % 3] })
        try y.sum().backward()
        #expect(bias.grad?.values == [8, 8, 8])
    }

    @Test func inputsThatDoNotFitAreNamed() throws {
        let (x, weight) = (try numbers([1, 2, 3, 3]), try numbers([4, 2, 2, 2]))
        func text(_ inputs: [Tensor]) -> String { errorText { _ = try Convolution2d()(inputs) } }
        #expect(
            text([x, weight, try numbers([3])])
                == "conv2d: expected a bias [4] for weight [4, 2, 2, 2]; got [3].")
        #expect(
            text([x, try weight.to(dtype: .float32)])
                .hasPrefix("conv2d: expected one floating-point type; got float64, float32."))
        #expect(
            text([try x.to(dtype: .int32), try weight.to(dtype: .int32)]).contains("got int32"))
        #expect(text([try numbers([2, 3, 3]), weight]).contains("got [2, 3, 3] and [4, 2, 2, 2]"))
        #expect(text([try numbers([1, 3, 3, 3]), weight]).contains("groups 1"))
        #expect(
            text([try numbers([1, 2, 1, 3]), weight])
                .hasPrefix("conv2d: expected a kernel of at least 1×1 that fits the padded input"))
    }

    @Test func noImagesGiveNoImages() throws {
        var weight = try numbers([4, 2, 2, 2])
        try weight.requireGrad()
        let y = try Convolution2d()([.zeros([0, 2, 3, 3], dtype: .float64), weight])
        #expect(y.shape == [0, 4, 2, 2])
        try y.sum().backward()
        #expect(weight.grad?.values == [Double](repeating: 0, count: 32))
    }
}
