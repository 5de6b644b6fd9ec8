/// Attention of several heads: out_proj(concat(headᵢ)), headᵢ = softmax(qᵢ kᵢᵀ / √d) vᵢ of the
/// projections qᵢ, kᵢ, vᵢ of query, key and value.
///
/// Shape: query [L, n, embedDim], key [S, n, kdim], value [S, n, vdim] → [L, n, embedDim], with
/// `batchFirst` [n, L, …]; likewise without n. in_proj_weight [3 embedDim, embedDim] or, where kdim
/// or vdim differ, q_proj_weight, k_proj_weight and v_proj_weight; in_proj_bias [3 embedDim];
/// out_proj.weight [embedDim, embedDim], out_proj.bias [embedDim].
///
/// The first weights start uniform as in `xavierUniform`, out_proj's over ±1/√embedDim, biases as 0.
///
/// Called with an input alone, the layer is self-attention and gives the output.
///
/// Source: Vaswani et al. 2017, "Attention is all you need", section 3.2.2; PyTorch 2.13,
/// `torch.nn.MultiheadAttention`.
public final class MultiheadAttention: ConfigurableLayer, CustomReflectable, @unchecked Sendable {
    // `@unchecked`: the wrapper's storage, an atomic cell, is never replaced after init.

    /// A layer's options, named as PyTorch's.
    public struct Configuration: Codable, Sendable, Hashable {
        /// Numbers of each query and of the output.
        public var embedDim: Int
        /// Heads, each of embedDim / numHeads numbers.
        public var numHeads: Int
        /// The probability with which, in training, weights of the attention are set to 0.
        public var dropout: Double
        /// Whether biases are added.
        public var bias: Bool
        /// Numbers of each key; nil is `embedDim`.
        public var kdim: Int?
        /// Numbers of each value; nil is `embedDim`.
        public var vdim: Int?
        /// Whether sequences are [n, L, …] instead of [L, n, …].
        public var batchFirst: Bool

        public init(
            embedDim: Int, numHeads: Int, dropout: Double = 0, bias: Bool = true, kdim: Int? = nil,
            vdim: Int? = nil, batchFirst: Bool = false
        ) {
            self.embedDim = embedDim
            self.numHeads = numHeads
            self.dropout = dropout
            self.bias = bias
            self.kdim = kdim
            self.vdim = vdim
            self.batchFirst = batchFirst
        }

        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            embedDim = try container.decode(Int.self, forKey: .embedDim)
            numHeads = try container.decode(Int.self, forKey: .numHeads)
            dropout = try container.decodeIfPresent(Double.self, forKey: .dropout) ?? 0
            bias = try container.decodeIfPresent(Bool.self, forKey: .bias) ?? true
            kdim = try container.decodeIfPresent(Int.self, forKey: .kdim)
            vdim = try container.decodeIfPresent(Int.self, forKey: .vdim)
            batchFirst = try container.decodeIfPresent(Bool.self, forKey: .batchFirst) ?? false
        }

        /// Whether one weight makes all three projections.
        fileprivate var isPacked: Bool {
            (kdim ?? embedDim) == embedDim && (vdim ?? embedDim) == embedDim
        }

        fileprivate func validate() throws(TensorError) {
            let layer = MultiheadAttention.layerName
            guard embedDim > 0, numHeads > 0, embedDim.isMultiple(of: numHeads),
                (kdim ?? 1) > 0, (vdim ?? 1) > 0
            else {
                throw TensorError(
                    .value, layer,
                    expected: "sizes of at least 1, and numHeads that divide embedDim",
                    got: "embedDim \(embedDim), numHeads \(numHeads), kdim \(kdim ?? embedDim), "
                        + "vdim \(vdim ?? embedDim)")
            }
            try embedDim.require(atLeast: 1, "embedDim", layer)
            guard dropout >= 0, dropout <= 1 else {
                throw TensorError(
                    .value, layer, expected: "a dropout from 0 to 1", got: "\(dropout)")
            }
        }
    }

    public static let layerName = "MultiheadAttention"
    public let configuration: Configuration
    /// The projections' weight, or those of query, key and value.
    private let weights: [(name: String, parameter: Parameter)]
    /// The projections' bias, [3 embedDim], or nil.
    public let inProjBias: Parameter?
    /// The projection of the heads' outputs.
    public let outProj: Linear
    private let generator: Generator

    /// Whether weights of the attention are dropped.
    @TrainingMode public var isTraining: Bool

    /// - Throws: ``TensorError`` when an option is out of range.
    public init(_ configuration: Configuration, generator: Generator) throws {
        try configuration.validate()
        self.configuration = configuration
        self.generator = generator
        let size = configuration.embedDim
        let shapes: [(String, Shape)] =
            configuration.isPacked
            ? [("in_proj_weight", [3 * size, size])]
            : [
                ("q_proj_weight", [size, size]),
                ("k_proj_weight", [size, configuration.kdim ?? size]),
                ("v_proj_weight", [size, configuration.vdim ?? size]),
            ]
        weights = try shapes.map { name, shape in
            (name, Parameter(try .xavierUniform(shape, generator: generator)))
        }
        inProjBias = configuration.bias ? Parameter(try .zeros(3 * size)) : nil
        outProj = try Linear(size, size, bias: configuration.bias, generator: generator)
        outProj.bias?.value = try .zeros(size)
    }

    /// A layer of `numHeads` heads on `embedDim` numbers.
    ///
    /// - Throws: ``TensorError`` when an option is out of range.
    public convenience init(
        _ embedDim: Int, _ numHeads: Int, dropout: Double = 0, bias: Bool = true, kdim: Int? = nil,
        vdim: Int? = nil, batchFirst: Bool = false, generator: Generator = .default
    ) throws {
        try self.init(
            Configuration(
                embedDim: embedDim, numHeads: numHeads, dropout: dropout, bias: bias, kdim: kdim,
                vdim: vdim, batchFirst: batchFirst), generator: generator)
    }

    public var customMirror: Mirror {
        let bias: [Mirror.Child] = inProjBias.map { [("in_proj_bias", $0)] } ?? []
        let rest: [Mirror.Child] = [("out_proj", outProj), ("isTraining", _isTraining)]
        return Mirror(self, children: weights.map { ($0.name, $0.parameter) } + bias + rest)
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        try attend(input, input, input, Masks(), needWeights: false).output
    }

    /// The output and, where they are asked for, the weights of the attention.
    ///
    /// - Parameters:
    ///   - keyPaddingMask: [n, S]: `bool`, true where a key is to be ignored, or numbers to add.
    ///   - needWeights: Whether the weights are wanted, [n, L, S]; they cost memory for all of them.
    ///   - attnMask: [L, S] or [n · numHeads, L, S]: `bool`, true where a query does not see a key,
    ///     or numbers to add.
    ///   - averageAttnWeights: Whether weights are the mean over the heads; else [n, heads, L, S].
    ///   - isCausal: Whether query i sees keys 0…i only; takes the place of an `attnMask`.
    /// - Throws: ``TensorError`` when shapes or types do not fit.
    public func callAsFunction(
        _ query: Tensor, _ key: Tensor, _ value: Tensor, keyPaddingMask: Tensor? = nil,
        needWeights: Bool = true, attnMask: Tensor? = nil, averageAttnWeights: Bool = true,
        isCausal: Bool = false
    ) throws -> (output: Tensor, weights: Tensor?) {
        do {
            let masks = Masks(padding: keyPaddingMask, attention: attnMask, isCausal: isCausal)
            var (output, weights) = try attend(query, key, value, masks, needWeights: needWeights)
            if averageAttnWeights {
                weights = try weights.map { try $0.mean(dims: [$0.rank - 3]) }
            }
            return (output, weights)
        } catch let error as TensorError { throw error.passing(through: Self.layerName) }
    }

    /// What queries do not see.
    private struct Masks {
        var padding: Tensor?
        var attention: Tensor?
        var isCausal = false
    }

    /// The output, and the weights of each head.
    private func attend(
        _ query: Tensor, _ key: Tensor, _ value: Tensor, _ masks: Masks, needWeights: Bool
    ) throws -> (output: Tensor, weights: Tensor?) {
        try check(query, key, value)
        let isBatched = query.rank == 3
        func batched(_ x: Tensor) throws -> Tensor {
            // [n, length, size]
            if !isBatched { return try x.unsqueeze(dim: 0) }
            return configuration.batchFirst ? x : try x.transpose(0, 1)
        }
        let inputs = [try batched(query), try batched(key), try batched(value)]
        let isShared = query.body === key.body && query.body === value.body
        let heads = try projections(inputs, isShared: isShared)
        let (n, queries, keys) = (
            inputs[0].shape[0], inputs[0].shape[1], inputs[1].shape[1]
        )
        let mask = try mask(
            masks, n, queries, keys, query.dtype, isBatched: isBatched, isWhole: needWeights)
        var weights: Tensor?
        let dropout = isTraining ? configuration.dropout : 0
        let attended: Tensor
        if needWeights {
            let scores =
                try heads[0].matmul(heads[1].transpose(-2, -1))
                / Double(heads[0].shape[3]).squareRoot()
            let shares = try (mask.map { try scores + $0 } ?? scores).softmax(dim: -1)
            weights = shares
            let kept =
                dropout > 0 ? try shares.dropout(p: dropout, generator: generator) : shares
            attended = try kept.matmul(heads[2])
        } else {
            attended = try scaledDotProductAttention(
                heads[0], heads[1], heads[2], mask: mask, dropout: dropout,
                isCausal: masks.isCausal && mask == nil, generator: generator)
        }
        let joined = try attended.transpose(1, 2).reshape(n, queries, configuration.embedDim)
        var output = try outProj(joined)
        if !isBatched {
            output = try output.squeeze(dim: 0)
            weights = try weights?.squeeze(dim: 0)
        } else if !configuration.batchFirst {
            output = try output.transpose(0, 1)
        }
        return (output, weights)
    }

    private func check(_ query: Tensor, _ key: Tensor, _ value: Tensor) throws(TensorError) {
        let size = configuration.embedDim
        let widths = [size, configuration.kdim ?? size, configuration.vdim ?? size]
        let tensors = [query, key, value]
        let batchAxis = configuration.batchFirst ? 0 : 1
        let lengthAxis = query.rank == 2 ? 0 : 1 - batchAxis
        guard query.rank == 2 || query.rank == 3,
            zip(tensors, widths).allSatisfy({
                $0.rank == query.rank && $0.shape[query.rank - 1] == $1
            }),
            query.rank == 2
                || tensors.allSatisfy({ $0.shape[batchAxis] == query.shape[batchAxis] }),
            key.shape[lengthAxis] == value.shape[lengthAxis]
        else {
            let lead = configuration.batchFirst ? ("n, L", "n, S") : ("L, n", "S, n")
            throw TensorError(
                .shape, Self.layerName,
                expected: "a query [\(lead.0), \(size)], a key [\(lead.1), \(widths[1])] and a "
                    + "value [\(lead.1), \(widths[2])], or all without n",
                got: "\(query.shape), \(key.shape) and \(value.shape)", inputs: tensors)
        }
    }

    /// Queries, keys and values of all heads, [n, heads, length, embedDim / heads] each.
    private func projections(_ inputs: [Tensor], isShared: Bool) throws -> [Tensor] {
        let (size, count) = (configuration.embedDim, configuration.numHeads)
        let width = size / count
        if isShared, configuration.isPacked {
            let (n, length) = (inputs[0].shape[0], inputs[0].shape[1])
            return try inputs[0].linear(
                weight: weights[0].parameter.value, bias: inProjBias?.value
            ).reshape(n, length, 3, count, width).permute(2, 0, 3, 1, 4).unbind(dim: 0)
        }
        return try inputs.enumerated().map { index, x in
            func part(_ x: Tensor) throws -> Tensor {
                try x.narrow(dim: 0, start: index * size, length: size)
            }
            let weight =
                configuration.isPacked
                ? try part(weights[0].parameter.value) : weights[index].parameter.value
            return try x.linear(weight: weight, bias: inProjBias.map { try part($0.value) })
                .reshape(x.shape[0], x.shape[1], count, width).transpose(1, 2)
        }
    }

    /// What is added to the scores [n, heads, L, S]; nil where nothing is.
    ///
    /// - Parameter isWhole: Whether the mask has the causal limit too, when that is alone.
    private func mask(
        _ masks: Masks, _ n: Int, _ queries: Int, _ keys: Int, _ dtype: DType, isBatched: Bool,
        isWhole: Bool
    ) throws -> Tensor? {
        let zero = try Tensor.zeros([], dtype: dtype)
        let low = try Tensor.full([], -Double.infinity, dtype: dtype)
        func additive(_ mask: Tensor) throws -> Tensor {
            if mask.dtype == .bool { return try `where`(mask, low, zero) }
            guard mask.dtype.isFloatingPoint else {
                throw TensorError(
                    .dtype, Self.layerName, expected: "masks of bool or of a floating-point type",
                    got: "\(mask.dtype)", hint: "mask.to(dtype: .bool) hides where it is not 0.",
                    inputs: [mask])
            }
            return mask
        }
        var sum: Tensor?
        if let padding = masks.padding {
            let expected: Shape = isBatched ? [n, keys] : [keys]
            guard padding.shape == expected else {
                throw TensorError(
                    .shape, Self.layerName, expected: "a keyPaddingMask \(expected)",
                    got: "\(padding.shape)", inputs: [padding])
            }
            sum = try additive(padding).reshape(n, 1, 1, keys)
        }
        var attention = masks.attention
        if attention == nil, masks.isCausal, isWhole || sum != nil {
            let places = try Tensor((0..<max(queries, keys)).map { Double($0) })
            attention = try places.narrow(dim: 0, start: 0, length: queries).unsqueeze(dim: 1)
                .< places.narrow(dim: 0, start: 0, length: keys)
        }
        guard let attention else { return sum }
        let heads = configuration.numHeads
        guard attention.shape == [queries, keys] || attention.shape == [n * heads, queries, keys]
        else {
            throw TensorError(
                .shape, Self.layerName,
                expected: "an attnMask [\(queries), \(keys)] or [\(n * heads), \(queries), "
                    + "\(keys)]", got: "\(attention.shape)", inputs: [attention])
        }
        let all =
            attention.rank == 2
            ? try additive(attention)
            : try additive(attention).reshape(n, heads, queries, keys)
        return try sum.map { try all + $0 } ?? all
    }
}

extension MultiheadAttention {
    public static var samples: [LayerSample<MultiheadAttention>] {
        get throws {
            [
                try LayerSample(
                    "two heads", Configuration(embedDim: 4, numHeads: 2), shape: [3, 2, 4],
                    refusing: [[3, 2, 3], [4], [1, 3, 2, 4]]),
                try LayerSample(
                    "batch first, dropout, no bias",
                    Configuration(
                        embedDim: 4, numHeads: 1, dropout: 0.4, bias: false, batchFirst: true),
                    shape: [2, 3, 4]),
                try LayerSample(
                    "one sequence", Configuration(embedDim: 2, numHeads: 2), shape: [3, 2]),
            ]
        }
    }
}
