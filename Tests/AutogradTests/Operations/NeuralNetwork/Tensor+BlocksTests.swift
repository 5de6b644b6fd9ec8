import Autograd
import GradientCheck
import TestSupport
import Testing

struct TensorBlocksTests {
    @Test func foldAddsUpWhatOverlaps() throws {
        let ones = try Tensor.ones(1, 1, 3, 3)
        let blocks = try ones.unfold(kernelSize: 2)
        #expect(blocks.shape == [1, 4, 4])
        let counts = try blocks.fold(outputSize: 3, kernelSize: 2)
        #expect(counts.values == [1, 2, 1, 2, 4, 2, 1, 2, 1])
    }

    /// A convolution is the product of its weight with the blocks.
    @Test func blocksTimesWeightsAreAConvolution() throws {
        let generator = Generator(seed: 1)
        let x = try Tensor.normal([2, 3, 5, 6], dtype: .float64, generator: generator)
        let weight = try Tensor.normal([4, 3, 2, 3], dtype: .float64, generator: generator)
        let blocks = try x.unfold(
            kernelSize: Size2(2, 3), padding: Size2(1, 0), stride: Size2(2, 1))
        let product = try weight.reshape(1, 4, 18).matmul(blocks)
        let expected = try x.conv2d(
            weight: weight, stride: Size2(2, 1), padding: Size2(1, 0))
        #expect(near(product.values, expected.values, within: 1e-12))
    }

    @Test func gradients() throws {
        let x = try leaf((0..<12).map { Double($0) / 10 }, [1, 3, 4])
        try gradgradcheck(
            { try $0[0].unfold(kernelSize: 2, padding: 1, stride: 2).square() }, inputs: [x])
        let blocks = try leaf((0..<16).map { Double($0) / 10 }, [4, 4])
        try gradgradcheck(
            { try $0[0].fold(outputSize: 3, kernelSize: 2).square() }, inputs: [blocks])
    }

    @Test func whatDoesNotFitIsNamed() throws {
        let x = try Tensor.zeros(1, 1, 2, 4)
        #expect(
            errorText { _ = try x.unfold(kernelSize: 3) }
                == "unfold: expected a block that fits the padded image 2×4; got kernelSize 3×3, "
                + "dilation 1×1.")
        #expect(errorText { _ = try x.unfold(kernelSize: 0) }.contains("got kernelSize 0×0"))
        #expect(errorText { _ = try Tensor.zeros(4, 4).unfold(kernelSize: 1) }.contains("[4, 4]"))
        #expect(
            errorText { _ = try Tensor.zeros(1, 4, 5).fold(outputSize: 3, kernelSize: 2) }
                .hasPrefix("fold: expected [n, a multiple of 4, 4] or without n"))
        #expect(!errorText { _ = try x.unfold(kernelSize: Size2(.max, 1)) }.isEmpty)
    }
}
