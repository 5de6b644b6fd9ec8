/// The options of ``ConvTranspose1d`` and ``ConvTranspose2d``, named as PyTorch's.
public struct ConvTransposeConfiguration<Size: WindowSize>: Codable, Sendable, Hashable {
    /// Channels of the input.
    public var inChannels: Int
    /// Channels of the output.
    public var outChannels: Int
    /// The size of a kernel.
    public var kernelSize: Size
    /// From one window to the next.
    public var stride: Size
    /// How much is cut off on each side.
    public var padding: Size
    /// How much more there is at the ends; less than stride or dilation.
    public var outputPadding: Size
    /// Groups of channels, each of which sees its own input channels only.
    public var groups: Int
    /// Whether a bias is added.
    public var bias: Bool
    /// From one element of the kernel to the next.
    public var dilation: Size

    public init(
        inChannels: Int, outChannels: Int, kernelSize: Size, stride: Size = 1, padding: Size = 0,
        outputPadding: Size = 0, groups: Int = 1, bias: Bool = true, dilation: Size = 1
    ) {
        self.inChannels = inChannels
        self.outChannels = outChannels
        self.kernelSize = kernelSize
        self.stride = stride
        self.padding = padding
        self.outputPadding = outputPadding
        self.groups = groups
        self.bias = bias
        self.dilation = dilation
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        inChannels = try container.decode(Int.self, forKey: .inChannels)
        outChannels = try container.decode(Int.self, forKey: .outChannels)
        kernelSize = try container.decode(Size.self, forKey: .kernelSize)
        stride = try container.decodeIfPresent(Size.self, forKey: .stride) ?? 1
        padding = try container.decodeIfPresent(Size.self, forKey: .padding) ?? 0
        outputPadding = try container.decodeIfPresent(Size.self, forKey: .outputPadding) ?? 0
        groups = try container.decodeIfPresent(Int.self, forKey: .groups) ?? 1
        bias = try container.decodeIfPresent(Bool.self, forKey: .bias) ?? true
        dilation = try container.decodeIfPresent(Size.self, forKey: .dilation) ?? 1
    }

    func validate(_ layer: String) throws(TensorError) {
        guard inChannels > 0, outChannels > 0, groups > 0, inChannels.isMultiple(of: groups),
            outChannels.isMultiple(of: groups)
        else {
            throw TensorError(
                .value, layer,
                expected: "at least 1 channel and 1 group, and groups that divide the channels",
                got: "\(inChannels) inputs, \(outChannels) outputs and \(groups) groups")
        }
        try inChannels.require(atLeast: 1, "inChannels", layer)
        try outChannels.require(atLeast: 1, "outChannels", layer)
        try kernelSize.require(atLeast: 1, "kernelSize", layer)
        try stride.require(atLeast: 1, "stride", layer)
        try padding.require(atLeast: 0, "padding", layer)
        try outputPadding.require(atLeast: 0, "outputPadding", layer)
        try dilation.require(atLeast: 1, "dilation", layer)
        let most = zip(stride.extents, dilation.extents).map { max($0, $1) }
        guard zip(outputPadding.extents, most).allSatisfy({ $0 < $1 }) else {
            throw TensorError(
                .value, layer, expected: "an outputPadding below stride or dilation",
                got: "\(outputPadding), stride \(stride) and dilation \(dilation)")
        }
    }

    /// The weight and the bias that a layer starts with: uniform over ±1/√fan, where PyTorch takes
    /// the outputs of a group for the inputs that its fan is named after.
    func start(_ generator: Generator) throws(TensorError) -> (weight: Tensor, bias: Tensor?) {
        let shape = Shape([inChannels, outChannels / groups] + kernelSize.extents)
        let bound = 1 / Double(try Fan(of: shape).input).squareRoot()
        func uniform(_ shape: Shape) throws(TensorError) -> Tensor {
            try Tensor.uniform(shape, low: -bound, high: bound, generator: generator)
        }
        let weight = try uniform(shape)
        return (weight, bias ? try uniform([outChannels]) : nil)
    }
}
