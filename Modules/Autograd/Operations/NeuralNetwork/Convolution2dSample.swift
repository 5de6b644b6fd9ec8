/// One case of the convolutions' gradient checks: sizes that meet every option.
struct Convolution2dSample {
    let label: String
    let input: Shape
    let weight: Shape
    var options = Convolution2dOptions()
    var hasBias = false

    static let all = [
        Convolution2dSample(
            label: "plain", input: [2, 2, 4, 3], weight: [3, 2, 2, 2], hasBias: true),
        Convolution2dSample(
            label: "same size", input: [1, 1, 3, 4], weight: [2, 1, 3, 3],
            options: Convolution2dOptions(padding: 1)),
        Convolution2dSample(
            label: "more zeros at the ends", input: [1, 2, 3, 4], weight: [2, 2, 2, 4],
            options: Convolution2dOptions(padding: Size2(0, 1), surplus: 1), hasBias: true),
        Convolution2dSample(
            label: "1×1", input: [2, 2, 2, 3], weight: [3, 2, 1, 1], hasBias: true),
        Convolution2dSample(
            label: "1×1 with stride", input: [1, 2, 4, 3], weight: [2, 2, 1, 1],
            options: Convolution2dOptions(stride: 2)),
        Convolution2dSample(
            label: "stride and padding", input: [1, 2, 5, 4], weight: [2, 2, 3, 2],
            options: Convolution2dOptions(stride: Size2(2, 1), padding: Size2(1, 2))),
        Convolution2dSample(
            label: "dilation", input: [1, 1, 5, 4], weight: [2, 1, 2, 2],
            options: Convolution2dOptions(padding: Size2(1, 0), dilation: Size2(3, 2))),
        Convolution2dSample(
            label: "groups", input: [2, 4, 3, 2], weight: [6, 2, 2, 1],
            options: Convolution2dOptions(groups: 2), hasBias: true),
        Convolution2dSample(
            label: "depthwise", input: [1, 2, 3, 3], weight: [2, 1, 3, 3],
            options: Convolution2dOptions(stride: 2, padding: 1, groups: 2), hasBias: true),
        Convolution2dSample(
            label: "kernel beyond the padded half", input: [1, 1, 2, 1], weight: [1, 1, 2, 5],
            options: Convolution2dOptions(padding: Size2(1, 3))),
    ]

    var inputTensor: Tensor { get throws { try Samples.values(input, in: -2...2) } }
    var weightTensor: Tensor { get throws { try Samples.values(weight, in: -1...1, seed: 1) } }

    /// Upstream of the output's shape.
    var outputTensor: Tensor {
        get throws {
            let sizes = try options.sizes(input: input, weight: weight, "sample")
            return try Samples.values(sizes.outputShape, in: -1...1, seed: 2)
        }
    }
}
