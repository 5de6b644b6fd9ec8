package import Kernels

/// The options of a two-dimensional convolution, which its gradients share.
package struct Convolution2dOptions: Sendable, Hashable {
    /// From one window to the next.
    public var stride: Size2
    /// Zeros on each side of the input.
    public var padding: Size2
    /// More zeros after the last row and the last column.
    public var surplus: Size2
    /// From one element of the kernel to the next.
    public var dilation: Size2
    /// Groups of channels, each of which sees its own input channels only.
    public var groups: Int

    public init(
        stride: Size2 = 1, padding: Size2 = 0, surplus: Size2 = 0, dilation: Size2 = 1,
        groups: Int = 1
    ) {
        self.stride = stride
        self.padding = padding
        self.surplus = surplus
        self.dilation = dilation
        self.groups = groups
    }

    /// The sizes of a convolution with these options.
    ///
    /// - Throws: ``TensorError`` in the name of `operation` when shapes and options do not fit.
    package func sizes(
        input: Shape, weight: Shape, _ operation: String
    ) throws(TensorError) -> ConvolutionSizes {
        try sizes(
            input: input, weight: weight,
            ConvolutionTerms(operation, input: input, weight: weight))
    }

    /// The sizes of a convolution with these options; errors speak in `terms`.
    func sizes(
        input: Shape, weight: Shape, _ terms: ConvolutionTerms
    ) throws(TensorError) -> ConvolutionSizes {
        try check(terms)
        guard input.count == 4, weight.count == 4 else { throw terms.wrongRanks }
        guard weight[1].multipliedReportingOverflow(by: groups) == (input[1], false),
            weight[0] % groups == 0
        else {
            throw TensorError(
                .shape, terms.operation,
                expected: "input channels that are groups × the weight's, and outputs that "
                    + "\(groups) groups divide",
                got: "\(terms.input) and \(terms.weight) with groups \(groups)",
                hint: "The weight is \(terms.weightLayout).", inputs: terms.given)
        }
        let output = Size2(
            span(input[2], weight[2], \.height), span(input[3], weight[3], \.width))
        guard weight[2] > 0, weight[3] > 0, output.isAtLeast(1) else {
            throw TensorError(
                .shape, terms.operation,
                expected: "a kernel of at least \(terms.text(1)) that fits the padded input",
                got: "input \(terms.input), weight \(terms.weight), padding "
                    + "\(terms.text(padding)), dilation \(terms.text(dilation))",
                hint: "Add padding or use a smaller kernel.", inputs: terms.given)
        }
        return ConvolutionSizes(
            images: input[0], channels: input[1], outputChannels: weight[0],
            size: (input[2], input[3]), kernel: (weight[2], weight[3]), output: output.pair,
            stride: stride.pair, padding: padding.pair, dilation: dilation.pair, groups: groups)
    }

    private func check(_ terms: ConvolutionTerms) throws(TensorError) {
        // Bounds keep the arithmetic on sizes within an Int.
        let most = 1 << 30
        let all = [stride, padding, surplus, dilation]
        guard stride.isAtLeast(1), dilation.isAtLeast(1), padding.isAtLeast(0),
            surplus.isAtLeast(0), groups >= 1,
            all.allSatisfy({ $0.height < most && $0.width < most }), groups < most
        else {
            throw TensorError(
                .value, terms.operation,
                expected: "stride, dilation and groups of at least 1 and padding of at least 0",
                got: "stride \(terms.text(stride)), dilation \(terms.text(dilation)), "
                    + "groups \(groups), padding \(terms.text(padding))", inputs: terms.given)
        }
    }

    /// How many windows fit along an axis.
    private func span(_ size: Int, _ kernel: Int, _ axis: KeyPath<Size2, Int>) -> Int {
        let (reach, overflows) = dilation[keyPath: axis].multipliedReportingOverflow(
            by: Swift.max(kernel, 1) - 1)
        let padded = size + 2 * padding[keyPath: axis] + surplus[keyPath: axis]
        let room = padded - 1 - (overflows ? 0 : reach)
        return overflows || room < 0 ? 0 : room / stride[keyPath: axis] + 1
    }
}

extension ConvolutionSizes {
    /// [images, channels, height, width].
    var inputShape: Shape { [images, channels, height, width] }
    /// [outputChannels, channels / groups, kernelHeight, kernelWidth].
    var weightShape: Shape { [outputChannels, channels / groups, kernelHeight, kernelWidth] }
    /// [images, outputChannels, outputHeight, outputWidth].
    var outputShape: Shape { [images, outputChannels, outputHeight, outputWidth] }
}

extension TensorError {
    /// The tensors are not of one floating-point type.
    static func floatingTypes(_ operation: String, _ inputs: [Tensor]) -> TensorError {
        TensorError(
            .dtype, operation, expected: "one floating-point type",
            got: inputs.map { "\($0.dtype)" }.joined(separator: ", "),
            hint: "Convert with to(dtype:).", inputs: inputs)
    }
}
