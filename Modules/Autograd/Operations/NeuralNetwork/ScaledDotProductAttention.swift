import Kernels

/// softmax(scale q kᵀ + mask) v, of [q, k, v] or [q, k, v, mask]: [..., queries, width],
/// [..., keys, width], [..., keys, valueWidth] and a mask that broadcasts to [..., queries, keys].
///
/// Source: Vaswani et al. 2017, "Attention is all you need", equation 1; by tiles as in Dao 2023,
/// "FlashAttention-2".
package struct ScaledDotProductAttention: Operation {
    public static let name = "scaledDotProductAttention"
    public static let saves: Saves = [.inputs, .outputs]
    /// The largest score m of each query, and 1 / the sum of exp(score − m), [2, units, queries].
    public typealias Saved = Tensor

    /// What q · k is multiplied by; 1/√width by default.
    public let scale: Double?
    /// Whether a query sees the keys up to its own place only.
    public let isCausal: Bool
    /// The probability with which a number of the softmax is set to 0.
    public let dropout: Double
    /// Where in the random sequence that begins.
    public let state: Generator.State

    public init(
        scale: Double? = nil, isCausal: Bool = false, dropout: Double = 0,
        state: Generator.State = Generator.State(seed: 0, offset: 0)
    ) {
        self.scale = scale
        self.isCausal = isCausal
        self.dropout = dropout
        self.state = state
    }

    public func infer(_ inputs: [Tensor]) throws(TensorError) -> TensorSpec {
        try Self.validate(inputs, dropout)
        let (q, v) = (inputs[0].shape, inputs[2].shape)
        return TensorSpec(Shape(q.dropLast() + [v[q.count - 1]]), inputs[0].dtype)
    }

    /// Throws unless the inputs fit each other, and the dropout is a probability.
    fileprivate static func validate(_ inputs: [Tensor], _ dropout: Double) throws(TensorError) {
        precondition(inputs.count == 3 || inputs.count == 4, "attention takes q, k, v and a mask")
        let (q, k, v) = (inputs[0].shape, inputs[1].shape, inputs[2].shape)
        let rank = q.count
        let batch = Shape(q.dropLast(2))
        guard rank >= 2, k.count == rank, v.count == rank, Shape(k.dropLast(2)) == batch,
            Shape(v.dropLast(2)) == batch, q[rank - 1] == k[rank - 1], q[rank - 1] > 0,
            k[rank - 2] == v[rank - 2]
        else {
            throw TensorError(
                .shape, name,
                expected: "queries [..., L, width], keys [..., S, width] and values [..., S, "
                    + "valueWidth] with a width of at least 1", got: "\(q), \(k) and \(v)",
                inputs: inputs)
        }
        let scores = Shape(q.dropLast() + [k[rank - 2]])
        if inputs.count > 3, inputs[3].shape.broadcast(with: scores) != scores {
            throw TensorError(
                .shape, name, expected: "a mask that broadcasts to \(scores)",
                got: "\(inputs[3].shape)", inputs: inputs)
        }
        let dtype = inputs[0].dtype
        guard dtype.isFloatingPoint, inputs.allSatisfy({ $0.dtype == dtype }) else {
            throw .floatingTypes(name, inputs)
        }
        guard dropout >= 0, dropout <= 1 else {
            throw TensorError(.value, name, expected: "a dropout from 0 to 1", got: "\(dropout)")
        }
    }

    public func forward(
        _ inputs: [Tensor], _ spec: TensorSpec, saving saved: inout Tensor?
    ) throws(TensorError) -> Tensor {
        let operands = try AttentionOperands(inputs)
        let attention = attention(inputs)
        let output = try Self.besideHeads(spec) { spec throws(TensorError) in
            try .empty(spec, operation: Self.name)
        }
        let normalizers = try Tensor.empty(
            [2, attention.units, attention.queries], spec.dtype, operation: Self.name)
        if output.count > 0 {
            let isDone = attention.run(
                Attention.Matrices(output.body.view), normalizers: normalizers.body.view,
                q: operands.q, k: operands.k, v: operands.v, mask: operands.mask)
            guard isDone else { throw .outOfMemory(Self.name, spec.shape, spec.dtype) }
        }
        saved = normalizers
        return withExtendedLifetime(operands) { output }
    }

    private func attention(_ inputs: [Tensor]) -> Attention {
        let (q, v) = (inputs[0].shape, inputs[2].shape)
        let rank = q.count
        return Attention(
            units: Shape(q.dropLast(2)).elementCount, queries: q[rank - 2], keys: v[rank - 2],
            width: q[rank - 1], valueWidth: v[rank - 1], scale: factor(q), isCausal: isCausal,
            dropout: dropout == 0
                ? nil
                : Attention.Dropout(
                    probability: dropout, seed: state.seed, offset: state.offset))
    }

    private func factor(_ q: Shape) -> Double {
        scale ?? 1 / Double(q[q.count - 1]).squareRoot()
    }

    /// A tensor [..., heads, rows, columns] in memory as [..., rows, heads, columns], where heads
    /// are to lie side by side once more.
    private static func besideHeads(
        _ spec: TensorSpec, _ make: (TensorSpec) throws(TensorError) -> Tensor
    ) throws(TensorError) -> Tensor {
        let rank = spec.shape.count
        guard rank >= 4 else { return try make(spec) }
        var (shape, order) = (spec.shape, Array(0..<rank))
        shape[rank - 3] = spec.shape[rank - 2]
        shape[rank - 2] = spec.shape[rank - 3]
        order.swapAt(rank - 3, rank - 2)
        let result = try make(TensorSpec(shape, spec.dtype))
        return result.view(result.body.view.permuted(order))
    }

    public static let gradient = Gradient<ScaledDotProductAttention>.rule(
        { context throws(TensorError) in
            try context.propagate { inputs throws(TensorError) in
                [try context.operation.composed(inputs)]
            }
        },
        fused: { context throws(TensorError) in
            try context.operation.fusedGradient(context)
            guard context.inputCount > 3, context.needs(3) else { return }
            // The mask's gradient is as large as all the scores in any case.
            try context.propagate(to: 3) { inputs throws(TensorError) in
                [try context.operation.composed(inputs)]
            }
        })

    /// The output in tensor operations.
    private func composed(_ inputs: [Tensor]) throws(TensorError) -> Tensor {
        let (q, k, v) = (inputs[0], inputs[1], inputs[2])
        let (rank, dtype) = (q.rank, q.dtype)
        let (queries, keys) = (q.size(rank - 2), k.size(rank - 2))
        var scores = try q.matmul(k.transpose(-2, -1)) * factor(q.shape)
        let low = try Tensor.full([], -Double.infinity, dtype: dtype)
        if inputs.count > 3 { scores = try scores + inputs[3] }
        if isCausal {
            let places = (try arange(queries).unsqueeze(dim: 1), try arange(keys))
            scores = try `where`(places.0 .< places.1, low, scores)
        }
        guard keys > 0 else { return try scores.matmul(v) }
        // A query that sees no key gets zeros instead of the softmax of nothing.
        let isEmpty = try scores.detach().amax(dims: [-1], keepDim: true) .== low
        let zero = try Tensor.zeros([], dtype: dtype)
        var shares = try `where`(isEmpty, zero, scores).softmax(dim: -1)
        shares = try `where`(isEmpty, zero, shares)
        if dropout > 0 {
            let words = Attention.rowWords(keys: keys)
            let ones = try Tensor.ones(Shape(shares.shape.dropLast() + [words]), dtype: dtype)
            shares =
                try shares
                * Dropout(dropout, state)(ones)
                .narrow(dim: rank - 1, start: 0, length: keys)
        }
        return try shares.matmul(v)
    }

    private func arange(_ count: Int) throws(TensorError) -> Tensor {
        try Tensor((0..<count).map { Double($0) }, shape: [count])
    }

    /// The gradients of q, k and v, the softmax computed anew tile by tile.
    private func fusedGradient(_ context: GradientContext<Self>) throws(TensorError) {
        let inputs = (0..<context.inputCount).map { context.input($0) }
        let (output, normalizers) = (context.output(), context.saved)
        let operands = try AttentionOperands(inputs)
        let attention = attention(inputs)
        let upstream = try AttentionOperands.withRows(context.upstream)
        let gradients = try Self.zeros(like: Array(inputs.prefix(3)))
        if output.count > 0, inputs[1].count > 0 {
            let isDone = attention.runGradient(
                dq: Attention.Matrices(gradients[0].body.view),
                dk: Attention.Matrices(gradients[1].body.view),
                dv: Attention.Matrices(gradients[2].body.view),
                Attention.GradientInputs(
                    output: Attention.Matrices(output.body.view),
                    upstream: Attention.Matrices(upstream.body.view), q: operands.q,
                    k: operands.k, v: operands.v, mask: operands.mask,
                    normalizers: normalizers.body.view))
            guard isDone else { throw .outOfMemory(Self.name, output.shape, output.dtype) }
        }
        withExtendedLifetime((operands, output, upstream)) {}
        for (index, gradient) in gradients.enumerated() {
            try context.propagate(to: index) { () throws(TensorError) in gradient }
        }
    }

    /// Where gradients go: side by side where the inputs are, else with the heads side by side.
    private static func zeros(like inputs: [Tensor]) throws(TensorError) -> [Tensor] {
        if inputs[0].body.layout.strides[inputs[0].rank - 1] == 1,
            let slices = try Tensor.zeros(slicedLike: inputs)
        {
            return slices
        }
        return try inputs.map { input throws(TensorError) in
            try besideHeads(TensorSpec(input.shape, input.dtype)) { spec throws(TensorError) in
                try .zeros(spec.shape, dtype: spec.dtype)
            }
        }
    }

    public static var samples: [Sample<ScaledDotProductAttention>] {
        get throws {
            func inputs(_ batch: [Int], _ sizes: (l: Int, s: Int, e: Int, v: Int)) throws
                -> [Tensor]
            {
                try [[sizes.l, sizes.e], [sizes.s, sizes.e], [sizes.s, sizes.v]].enumerated().map {
                    seed, matrix in
                    try Samples.values(Shape(batch + matrix), in: -1...1, seed: seed)
                }
            }
            let additive = try Samples.values([3, 4], in: -1...1, seed: 4)
            let state = Generator.State(seed: 3, offset: 1)
            return [
                Sample("plain", ScaledDotProductAttention(), try inputs([1], (3, 2, 2, 3))),
                Sample(
                    "causal, heads", ScaledDotProductAttention(scale: 0.7, isCausal: true),
                    try inputs([1, 2], (3, 4, 2, 2))),
                Sample(
                    "mask", ScaledDotProductAttention(),
                    try inputs([2], (3, 4, 2, 1)) + [additive]),
                Sample(
                    "mask for each batch", ScaledDotProductAttention(scale: -0.5),
                    try inputs([2], (2, 3, 2, 2)) + [
                        Samples.values([2, 1, 3], in: -1...1, seed: 5)
                    ]
                ),
                Sample(
                    "dropout", ScaledDotProductAttention(dropout: 0.4, state: state),
                    try inputs([2], (2, 3, 2, 2))),
            ]
        }
    }
}

/// The inputs of an attention as its kernels take them: rows of adjacent numbers, without a copy
/// where they lie so.
private struct AttentionOperands {
    let q, k, v: Attention.Matrices
    let mask: Attention.Matrices?
    private let tensors: [Tensor]

    init(_ inputs: [Tensor]) throws(TensorError) {
        var tensors: [Tensor] = []
        for input in inputs.prefix(3) { tensors.append(try Self.withRows(input)) }
        var mask: Attention.Matrices?
        if inputs.count > 3 {
            let (q, keys) = (inputs[0], inputs[1].size(inputs[1].rank - 2))
            // Along the keys the mask must have its numbers side by side.
            var rows = inputs[3].body.view.expanded(to: inputs[3].shape)
            var shape = inputs[3].shape
            if shape.count == 0 { shape = [1] }
            shape[shape.count - 1] = keys
            rows = rows.expanded(to: shape)
            var tensor = inputs[3].view(rows)
            if keys > 1, rows.strides[shape.count - 1] != 1 {
                tensor = try tensor.copied(operation: ScaledDotProductAttention.name)
            }
            tensors.append(tensor)
            mask = Attention.Matrices(
                tensor.body.view.expanded(to: Shape(q.shape.dropLast() + [keys])))
        }
        self.tensors = tensors
        self.mask = mask
        q = Attention.Matrices(tensors[0].body.view)
        k = Attention.Matrices(tensors[1].body.view)
        v = Attention.Matrices(tensors[2].body.view)
    }

    /// The tensor itself when the numbers of its rows are adjacent and rows do not overlap.
    static func withRows(_ tensor: Tensor) throws(TensorError) -> Tensor {
        let (rank, strides) = (tensor.rank, tensor.body.view.strides)
        let leading = Matrix.leading(
            strides[rank - 2], strides[rank - 1], rows: tensor.size(rank - 2),
            columns: tensor.size(rank - 1))
        let plain = tensor.detach()
        return leading == nil ? try plain.copied(operation: ScaledDotProductAttention.name) : plain
    }
}

/// softmax(scale q kᵀ + mask) v: each query's mean of the values, weighted by how well their keys
/// fit.
///
/// Shape: query [..., L, width], key [..., S, width], value [..., S, valueWidth], whose axes before
/// broadcast → [..., L, valueWidth].
///
/// Memory: linear in L and S; what is kept for the gradient is two numbers a query.
///
/// Gradient: to query, key and value, and to a mask of numbers.
///
/// - Parameters:
///   - mask: What broadcasts to [..., L, S]: `bool`, true where a query sees a key, or numbers to
///     add to the scores. A query that sees no key gets zeros.
///   - dropout: The probability with which weights are set to 0, the others scaled by 1/(1 − p).
///   - isCausal: Whether query i sees keys 0…i only; not together with a mask.
///   - scale: What q · k is multiplied by; 1/√width by default.
///   - generator: Where the dropout's mask comes from.
/// - Throws: ``TensorError`` when shapes or types do not fit, or an option is out of range.
///
/// Source: Vaswani et al. 2017, "Attention is all you need", equation 1; PyTorch 2.13,
/// `torch.nn.functional.scaled_dot_product_attention`.
public func scaledDotProductAttention(
    _ query: Tensor, _ key: Tensor, _ value: Tensor, mask: Tensor? = nil, dropout: Double = 0,
    isCausal: Bool = false, scale: Double? = nil, generator: Generator = .default
) throws(TensorError) -> Tensor {
    let name = ScaledDotProductAttention.name
    guard mask == nil || !isCausal else {
        throw TensorError(
            .value, name, expected: "a mask or isCausal", got: "both",
            hint: "Write the causal limit into the mask.")
    }
    var inputs = [query, key, value]
    let batches = inputs.map { Shape($0.shape.dropLast(2)) }
    if query.rank >= 2, key.rank >= 2, value.rank >= 2,
        batches[1] != batches[0] || batches[2] != batches[0],
        let batch = batches[0].broadcast(with: batches[1])?.broadcast(with: batches[2])
    {
        for index in inputs.indices {
            inputs[index] = try inputs[index].expand(
                Shape(batch + inputs[index].shape.suffix(2)))
        }
    }
    if let mask {
        let low = try Tensor.full([], -Double.infinity, dtype: query.dtype)
        inputs.append(
            mask.dtype == .bool ? try `where`(mask, .zeros([], dtype: query.dtype), low) : mask)
    }
    var state = Generator.State(seed: 0, offset: 0)
    if dropout > 0 {
        // What is refused draws nothing.
        try ScaledDotProductAttention.validate(inputs, dropout)
        let rows = inputs[0].shape.dropLast().reduce(1, *)
        let words = Attention.rowWords(keys: key.size(key.rank - 2))
        state = generator.draw(blocks: rows * words / 4)
    }
    return try ScaledDotProductAttention(
        scale: scale, isCausal: isCausal, dropout: dropout, state: state)(inputs)
}
