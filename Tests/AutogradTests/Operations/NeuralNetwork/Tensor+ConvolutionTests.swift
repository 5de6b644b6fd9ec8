import Autograd
import GradientCheck
import TestSupport
import Testing

struct TensorConvolutionTests {
    private func sample(_ shape: Shape) throws -> Tensor { try Samples.values(shape, in: -2...2) }

    @Test func sequences() throws {
        let x = try constant([1, 2, 3, 4, 5], [1, 1, 5])
        let weight = try constant([1, 10], [1, 1, 2])
        #expect(try x.conv1d(weight: weight).values == [21, 32, 43, 54])
        #expect(try x.conv1d(weight: weight, stride: 2, padding: 1).values == [10, 32, 54])
        #expect(try x.conv1d(weight: weight, bias: constant([7]), dilation: 3).values == [48, 59])
    }

    @Test func aSequenceIsAnImageOfOneRow() throws {
        let x = try sample([2, 4, 6])
        let (weight, bias) = (try sample([6, 2, 3]), try sample([6]))
        let y = try x.conv1d(
            weight: weight, bias: bias, stride: 2, padding: 1, dilation: 2, groups: 2)
        let image = try x.unsqueeze(dim: 2).conv2d(
            weight: weight.unsqueeze(dim: 2), bias: bias, stride: Size2(1, 2),
            padding: Size2(0, 1), dilation: Size2(1, 2), groups: 2)
        #expect(y.shape == [2, 6, 2])
        #expect(y.values == image.values)
    }

    @Test func withoutABatch() throws {
        let x = try sample([2, 5])
        let weight = try sample([3, 2, 2])
        let y = try x.conv1d(weight: weight)
        #expect(y.shape == [3, 4])
        #expect(try y.values == x.unsqueeze(dim: 0).conv1d(weight: weight).values)
        #expect(try Tensor.zeros(2, 4, 3).conv2d(weight: .zeros(3, 2, 2, 2)).shape == [3, 3, 2])
    }

    @Test func sameIsAsLargeAsTheInput() throws {
        let x = try sample([1, 2, 5])
        for (kernel, dilation) in [(1, 1), (2, 1), (3, 1), (4, 1), (2, 3), (3, 2), (6, 2)] {
            let weight = try sample([3, 2, kernel])
            let total = dilation * (kernel - 1)
            let y = try x.conv1d(weight: weight, padding: .same, dilation: dilation)
            let padded = try x.pad([total / 2, total - total / 2])
            #expect(y.shape == [1, 3, 5])
            #expect(try near(y.values, padded.conv1d(weight: weight, dilation: dilation).values))
        }
        let image = try sample([2, 5, 4])
        let weight = try sample([1, 2, 2, 4])
        let y = try image.conv2d(weight: weight, padding: .same)
        #expect(y.shape == [1, 5, 4])
        #expect(try near(y.values, image.pad([1, 2, 0, 1]).conv2d(weight: weight).values))
        #expect(try x.conv1d(weight: sample([3, 2, 4]), padding: .valid).shape == [1, 3, 2])
    }

    @Test func sameNeedsAStrideOfOne() throws {
        let text = errorText {
            _ = try Tensor.zeros(2, 5).conv1d(weight: .zeros(4, 2, 3), stride: 2, padding: .same)
        }
        #expect(text.hasPrefix("conv1d: expected a stride of 1 with padding same; got 2."))
    }

    @Test func gradientsOfSequences() throws {
        var inputs = [try sample([2, 2, 4]), try sample([3, 2, 3]), try sample([3])]
        for index in inputs.indices { try inputs[index].requireGrad() }
        try gradcheck(
            { [try $0[0].conv1d(weight: $0[1], bias: $0[2], stride: 2, padding: 1)] },
            inputs: inputs)
    }

    @Test func errorsShowWhatWasGiven() throws {
        let weight = try Tensor.zeros(4, 2, 3)
        func text(_ x: Tensor, _ weight: Tensor, bias: Tensor? = nil, padding: Int = 0) -> String {
            errorText { _ = try x.conv1d(weight: weight, bias: bias, padding: padding) }
        }
        #expect(
            text(try .zeros(3, 5), weight)
                == "conv1d: expected input channels that are groups × the weight's, and outputs "
                + "that 1 groups divide; got [3, 5] and [4, 2, 3] with groups 1. "
                + "The weight is [outputs, channels / groups, length].")
        #expect(
            text(try .zeros(2, 2), weight)
                == "conv1d: expected a kernel of at least 1 that fits the padded input; got "
                + "input [2, 2], weight [4, 2, 3], padding 0, dilation 1. "
                + "Add padding or use a smaller kernel.")
        let ranks =
            "conv1d: expected an input [n, channels, length] and a weight "
            + "[outputs, channels / groups, length]; got"
        #expect(text(try .zeros(5), weight) == "\(ranks) [5] and [4, 2, 3].")
        #expect(text(try .zeros(1, 2, 5, 5), weight) == "\(ranks) [1, 2, 5, 5] and [4, 2, 3].")
        #expect(text(try .zeros(2, 5), try .zeros(4, 2)) == "\(ranks) [2, 5] and [4, 2].")
        #expect(
            text(try .zeros(2, 5), weight, padding: -1)
                == "conv1d: expected a padding of at least 0; got -1.")
        #expect(
            text(try .zeros(2, 5), weight, bias: try .zeros(3))
                == "conv1d: expected a bias [4] for weight [4, 2, 3]; got [3].")
        #expect(
            text(try .zeros([2, 5], dtype: .float64), weight)
                .hasPrefix("conv1d: expected one floating-point type; got float64, float32."))
        #expect(
            errorText { _ = try Tensor.zeros(3, 5, 5).conv2d(weight: .zeros(4, 2, 3, 3)) }
                .contains("got [3, 5, 5] and [4, 2, 3, 3] with groups 1"))
        #expect(
            errorText { _ = try Tensor.zeros(5, 5).conv2d(weight: .zeros(4, 2, 3, 3)) }
                .hasPrefix("conv2d: expected an input [n, channels, height, width] and a weight "))
    }
}
