import Kernels
import TensorCore
import Testing

import VectorCPU

/// Convolutions with channels enough for ``Winograd``, against the sums as they stand.
struct WinogradTests {
    fileprivate struct Arrays {
        let sizes: ConvolutionSizes
        let x, weight, bias, upstream: Tensor

        init(_ sizes: ConvolutionSizes, _ dtype: DType) throws {
            self.sizes = sizes
            let generator = Generator(seed: 7)
            func normal(_ shape: Shape) throws -> Tensor {
                try .normal(shape, dtype: dtype, generator: generator)
            }
            x = try normal([sizes.images, sizes.channels, sizes.height, sizes.width])
            weight = try normal([sizes.outputChannels, sizes.channels, 3, 3])
            bias = try normal([sizes.outputChannels])
            upstream = try normal([
                sizes.images, sizes.outputChannels, sizes.outputHeight, sizes.outputWidth,
            ])
        }

        func forward() throws -> [Double] {
            let y = try Tensor.zeros(upstream.shape, dtype: x.dtype)
            #expect(
                Convolution.forward(
                    y.body.view, x.body.view, weight.body.view, bias: bias.body.view, sizes))
            return y.toArray(as: Double.self)
        }

        func inputGradient() throws -> [Double] {
            let dx = try Tensor.zeros(x.shape, dtype: x.dtype)
            #expect(
                Convolution.inputGradient(
                    dx.body.view, upstream.body.view, weight.body.view, sizes))
            return dx.toArray(as: Double.self)
        }

        func weightGradient() throws -> [Double] {
            let dw = try Tensor.zeros(weight.shape, dtype: x.dtype)
            #expect(
                Convolution.weightGradient(
                    dw.body.view, x.body.view, upstream.body.view, sizes))
            return dw.toArray(as: Double.self)
        }
    }

    private static func sizes(
        _ images: Int, _ inputs: Int, _ outputs: Int, _ height: Int, _ width: Int, padding: Int,
        step: Int
    ) -> ConvolutionSizes {
        ConvolutionSizes(
            images: images, channels: inputs, outputChannels: outputs, size: (height, width),
            kernel: (3, 3),
            output: (
                (height + 2 * padding - 3) / step + 1, (width + 2 * padding - 3) / step + 1
            ),
            stride: (step, step), padding: (padding, padding), dilation: (1, 1), groups: 1)
    }

    /// The largest difference, relative to the largest number.
    private func distance(_ a: [Double], _ b: [Double]) -> Double {
        let size = b.reduce(0) { max($0, $1.magnitude) }
        return zip(a, b).reduce(0) { max($0, ($1.0 - $1.1).magnitude) } / size
    }

    @Test(arguments: [DType.float32, .float64], [1, 2])
    func resultsAreThoseOfTheSums(_ dtype: DType, step: Int) throws {
        let all = [
            (1, 16, 16, 32, 32, 1), (3, 32, 24, 14, 14, 1), (5, 17, 33, 8, 8, 1),
            (2, 12, 13, 7, 11, 0), (2, 16, 12, 1, 1, 1), (1, 16, 16, 9, 40, 2),
        ].map { Self.sizes($0.0, $0.1, $0.2, $0.3, $0.4, padding: $0.5, step: step) }
        for sizes in all {
            let arrays = try Arrays(sizes, dtype)
            let (y, dx) = (try arrays.forward(), try arrays.inputGradient())
            let dw = try arrays.weightGradient()
            try Runtime.withPortableKernels { () throws in
                let bound = dtype == .float32 ? 4e-6 : 1e-14
                #expect(distance(y, try arrays.forward()) < bound, "\(sizes)")
                #expect(distance(dx, try arrays.inputGradient()) < bound, "\(sizes)")
                #expect(distance(dw, try arrays.weightGradient()) < bound, "\(sizes)")
            }
        }
    }

    @Test(
        "what is not finite reaches the elements that it is a term of, and no others",
        arguments: [Double.infinity, -.infinity, .nan], [1, 2])
    func notFinite(_ value: Double, step: Int) throws {
        let sizes = Self.sizes(2, 16, 16, 10, 10, padding: 1, step: step)
        var arrays = try Arrays(sizes, .float32)
        arrays = try Arrays(replacing: 345, by: value, in: arrays)
        let (y, dw) = (try arrays.forward(), try arrays.weightGradient())
        try Runtime.withPortableKernels { () throws in
            let pairs = zip(y + dw, try arrays.forward() + arrays.weightGradient())
            for (fast, plain) in pairs {
                #expect(fast.isFinite == plain.isFinite && fast.isNaN == plain.isNaN)
            }
        }
        #expect(dw.contains { $0.isFinite } && dw.contains { !$0.isFinite })
        #expect(y.contains { $0.isFinite } && y.contains { !$0.isFinite })
    }
}

extension WinogradTests.Arrays {
    /// The arrays with one number of the input replaced.
    fileprivate init(replacing index: Int, by value: Double, in other: Self) throws {
        (sizes, weight, bias, upstream) = (other.sizes, other.weight, other.bias, other.upstream)
        var numbers = other.x.toArray(as: Float.self)
        numbers[index] = Float(value)
        x = try Tensor(numbers, shape: other.x.shape)
    }
}
