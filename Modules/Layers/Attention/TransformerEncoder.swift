/// Encoder layers one after the other, and perhaps a normalization.
///
/// Shape: [length, n, dModel] → the same, with `batchFirst` [n, length, dModel]; likewise without n.
/// Parameters: those of layers.0, layers.1, … and norm.
///
/// `encoder(x, mask: m)` and the like hide places from others.
///
/// Source: PyTorch 2.13, `torch.nn.TransformerEncoder`.
public final class TransformerEncoder: ConfigurableLayer, Sendable {
    /// A layer's options, named as PyTorch's.
    public struct Configuration: Codable, Sendable, Hashable {
        /// The options of each layer.
        public var encoderLayer: TransformerLayerConfiguration
        /// How many layers there are.
        public var numLayers: Int
        /// The options of the normalization; nil is none.
        public var norm: LayerNorm.Configuration?

        public init(
            encoderLayer: TransformerLayerConfiguration, numLayers: Int,
            norm: LayerNorm.Configuration? = nil
        ) {
            self.encoderLayer = encoderLayer
            self.numLayers = numLayers
            self.norm = norm
        }
    }

    public static let layerName = "TransformerEncoder"
    public let configuration: Configuration
    /// The layers, in order.
    public let layers: [TransformerEncoderLayer]
    /// The normalization of what the last layer gives, or nil.
    public let norm: LayerNorm?

    /// - Throws: ``TensorError`` when an option is out of range.
    public init(_ configuration: Configuration, generator: Generator) throws {
        try configuration.numLayers.require(
            atLeast: 1, atMost: mostLayers, "numLayers", Self.layerName)
        self.configuration = configuration
        layers = try (0..<configuration.numLayers).map { _ in
            try TransformerEncoderLayer(configuration.encoderLayer, generator: generator)
        }
        norm = try configuration.norm.map { try LayerNorm($0) }
    }

    /// So many layers with the options of one, each with weights of its own.
    ///
    /// - Throws: ``TensorError`` when an option is out of range.
    public convenience init(
        _ encoderLayer: TransformerLayerConfiguration, numLayers: Int,
        norm: LayerNorm.Configuration? = nil, generator: Generator = .default
    ) throws {
        try self.init(
            Configuration(encoderLayer: encoderLayer, numLayers: numLayers, norm: norm),
            generator: generator)
    }

    /// So many copies of a layer, which begin with its weights, as PyTorch's do.
    ///
    /// - Throws: ``TensorError`` when `numLayers` is out of range, or something of
    ///   the layer is parametrized.
    public convenience init(
        _ encoderLayer: TransformerEncoderLayer, numLayers: Int, norm: LayerNorm? = nil,
        generator: Generator = .default
    ) throws {
        try self.init(
            encoderLayer.configuration, numLayers: numLayers, norm: norm?.configuration,
            generator: generator)
        for layer in layers { try layer.copy(encoderLayer) }
        if let norm { try self.norm?.copy(norm) }
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        try encode(input) { layer, x in try layer(x) }
    }

    /// The output with places hidden from others.
    ///
    /// - Parameters:
    ///   - mask: [length, length] or [n · nhead, length, length]: `bool`, true where a place (row)
    ///     does not see another (column), or numbers to add.
    ///   - srcKeyPaddingMask: [n, length]: `bool`, true where nobody sees a place, or numbers to add.
    ///   - isCausal: Whether each place sees those up to it only; takes the place of a `mask`.
    /// - Throws: ``TensorError`` when shapes or types do not fit.
    public func callAsFunction(
        _ src: Tensor, mask: Tensor? = nil, srcKeyPaddingMask: Tensor? = nil,
        isCausal: Bool = false
    ) throws -> Tensor {
        do {
            return try encode(src) { layer, x in
                try layer(
                    x, mask: mask, srcKeyPaddingMask: srcKeyPaddingMask, isCausal: isCausal)
            }
        } catch let error as TensorError { throw error.passing(through: Self.layerName) }
    }

    private func encode(
        _ input: Tensor, _ call: (TransformerEncoderLayer, Tensor) throws -> Tensor
    ) throws -> Tensor {
        let x = try layers.reduce(input) { try call($1, $0) }
        return try norm.map { try $0(x) } ?? x
    }
}

extension Module {
    /// Takes the parameters' values, and whether they are trained, of a module of the same form, and
    /// whether it is training.
    ///
    /// - Throws: ``TensorError`` when the other has other parameters, as parametrized modules have.
    func copy(_ other: Self) throws(TensorError) {
        let (own, given) = (ModuleContents(of: self), ModuleContents(of: other))
        let (names, givenNames) = (own.parameters.map(\.name), given.parameters.map(\.name))
        guard names == givenNames else {
            throw TensorError(
                .name, "\(Self.self)", expected: "a layer with \(names.joined(separator: ", "))",
                got: givenNames.joined(separator: ", "),
                hint: "Parametrize the copies, or copy before.")
        }
        for (mine, theirs) in zip(own.parameters, given.parameters) {
            mine.parameter.value = theirs.parameter.value.detach()
            mine.parameter.requiresGrad = theirs.parameter.requiresGrad
        }
        for (mine, theirs) in zip(own.modes, given.modes) {
            mine.wrappedValue = theirs.wrappedValue
        }
    }
}

extension TransformerEncoder {
    public static var samples: [LayerSample<TransformerEncoder>] {
        get throws {
            let layer = TransformerLayerConfiguration(
                dModel: 3, nhead: 1, dimFeedforward: 2, dropout: 0.2, activation: .gelu,
                bias: false)
            return [
                try LayerSample(
                    "two layers", Configuration(encoderLayer: layer, numLayers: 2),
                    shape: [3, 1, 3], refusing: [[3, 2, 4], [4]]),
                try LayerSample(
                    "a norm",
                    Configuration(
                        encoderLayer: layer, numLayers: 1, norm: .init(normalizedShape: [3])),
                    shape: [2, 3]),
            ]
        }
    }
}
