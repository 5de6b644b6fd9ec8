import Kernels

/// Rows of a weight picked by integers of any shape.
package struct Embedding: Operation {
    public static let name = "embedding"
    public static let movesElements = true
    public static let saves = Saves.inputs

    /// The row that gets no gradient, not negative.
    public let paddingIndex: Int?

    public init(paddingIndex: Int? = nil) { self.paddingIndex = paddingIndex }

    public func infer(_ inputs: Pair) throws(TensorError) -> TensorSpec {
        let (weight, indices) = (inputs.first, inputs.second)
        guard weight.rank == 2, indices.dtype.isInteger else {
            throw TensorError(
                .dtype, Self.name, expected: "a weight [rows, dim] and integers",
                got: "\(weight.shape), and \(indices.dtype) \(indices.shape)",
                inputs: [weight, indices])
        }
        if let paddingIndex, !(0..<weight.size(0)).contains(paddingIndex) {
            throw TensorError(
                .value, Self.name, expected: "a paddingIdx from 0 to \(weight.size(0) - 1)",
                got: "\(paddingIndex)")
        }
        return TensorSpec(Shape(indices.shape + [weight.size(1)]), weight.dtype)
    }

    public func forward(
        _ inputs: Pair, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        let weight = try inputs.first.compact(operation: Self.name)
        let indices = try inputs.second.checkedIndices(below: weight.size(0), Self.name)
        let result = try Tensor.empty(spec, operation: Self.name)
        Index.select(
            result.body.view.reshaped([indices.count, weight.size(1)]), weight.body.view,
            indices.body.view, axis: 0)
        return withExtendedLifetime((weight, indices)) { result }
    }

    public static let gradient = Gradient<Embedding>.rule({ context throws(TensorError) in
        try context.propagate { () throws(TensorError) in
            let (shape, indices) = (context.shape(), context.input(1))
            let rows = try context.upstream.reshape([indices.count, shape[1]])
            var gradient = try IndexAdd(dim: 0, into: shape)(
                Pair(rows, indices.reshape([indices.count])))
            if let padding = context.operation.paddingIndex {
                let zeros = try Tensor.zeros([shape[1]], dtype: gradient.dtype)
                try gradient.set(padding, to: zeros)
            }
            return gradient
        }
    })

    public static var samples: [Sample<Embedding>] {
        get throws {
            let weight = try Samples.values([4, 3], in: -2...2)
            let indices = try Tensor([[2, 0, 2], [3, 3, 3]])
            return [
                Sample("a matrix", Embedding(), Pair(weight, indices)),
                // The padding is not among them: its gradient is 0 because it is said to be.
                Sample("padding", Embedding(paddingIndex: 1), Pair(weight, indices)),
                Sample("a number", Embedding(), Pair(weight, try Tensor(1))),
            ]
        }
    }
}

extension Tensor {
    /// The rows of `weight` that these integers pick.
    ///
    /// Shape: any shape of integers, with weight [rows, dim] → [..., dim].
    ///
    /// Gradient: to the weight; a row that is picked several times gets the sum, added in C order.
    ///
    /// - Parameter paddingIdx: A row that gets no gradient; negative ones count from the end.
    /// - Throws: ``TensorError`` when an integer lies outside the rows.
    ///
    /// Source: PyTorch 2.13, `torch.nn.functional.embedding`.
    public func embedding(weight: Tensor, paddingIdx: Int? = nil) throws(TensorError) -> Tensor {
        let rows = weight.rank > 0 ? weight.shape[0] : 0
        let padding = paddingIdx.map { $0 < 0 ? $0 + rows : $0 }
        return try Embedding(paddingIndex: padding)(Pair(weight, self))
    }
}
