import Kernels

/// Tensors one after the other along an axis; sizes agree elsewhere, types are promoted.
package struct Cat: Operation {
    public static let name = "cat"
    public static let movesElements = true

    /// The axis.
    public let dim: Int
    /// The order of the axes in memory, outermost first; nil for their own.
    public let order: [Int]?

    public init(dim: Int = 0, order: [Int]? = nil) { (self.dim, self.order) = (dim, order) }

    public func infer(_ tensors: [Tensor]) throws(TensorError) -> TensorSpec {
        guard let first = tensors.first else {
            throw TensorError(.value, Self.name, expected: "at least one tensor", got: "none")
        }
        let axis = try Axes.resolve(dim, rank: first.rank, Self.name)
        guard first.rank > 0 else {
            throw TensorError(
                .shape, Self.name, expected: "tensors with dims", got: "a scalar",
                hint: "Use stack.", inputs: tensors)
        }
        var (shape, dtype) = (first.shape, first.dtype)
        for tensor in tensors.dropFirst() {
            var aligned = tensor.shape
            if aligned.count == first.rank { aligned[axis] = first.shape[axis] }
            guard aligned == first.shape else {
                throw TensorError(
                    .shape, Self.name, expected: "shapes that agree but for dim \(dim)",
                    got: tensors.map { "\($0.shape)" }.joined(separator: ", "), inputs: tensors)
            }
            shape[axis] += tensor.shape[axis]
            dtype = dtype.promoted(with: tensor.dtype)
        }
        return TensorSpec(shape, dtype)
    }

    public func forward(
        _ tensors: [Tensor], _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        let axis = try Axes.resolve(dim, rank: spec.shape.count, Self.name)
        let result = try empty(spec)
        let whole = result.body.view
        var start = 0
        for tensor in tensors {
            let source = try tensor.to(spec.dtype)
            let part = whole.with(
                shape: source.shape, strides: whole.strides, offset: start * whole.strides[axis])
            Copy.copy(part, source.body.view)
            start += source.shape[axis]
            withExtendedLifetime(source) {}
        }
        return result
    }

    private func empty(_ spec: TensorSpec) throws(TensorError) -> Tensor {
        guard let order else { return try Tensor.empty(spec, operation: Self.name) }
        let memory = try Tensor.empty(
            Shape(order.map { spec.shape[$0] }), spec.dtype, operation: Self.name)
        var places = order
        for (place, axis) in order.enumerated() { places[axis] = place }
        return memory.view(memory.body.view.permuted(places))
    }

    public static let gradient = Gradient<Cat>.rule({ context throws(TensorError) in
        let axis = try Axes.resolve(
            context.operation.dim, rank: context.shape(of: 0).count, name)
        var start = 0
        for index in 0..<context.inputCount {
            let length = context.shape(of: index)[axis]
            try context.propagate(to: index) { () throws(TensorError) in
                try context.upstream.narrow(dim: axis, start: start, length: length)
            }
            start += length
        }
    })

    public static var samples: [Sample<Cat>] {
        get throws {
            let a = try Samples.values([2, 3], in: -2...2, seed: 1)
            let b = try Samples.values([2, 3], in: -2...2, seed: 2)
            let wide = try Samples.values([2, 1], in: -2...2, seed: 3)
            return [
                Sample("dim 0", Cat(dim: 0), [a, b]), Sample("dim -1", Cat(dim: -1), [a, wide, b]),
                Sample("one", Cat(dim: 1), [a]),
                Sample("other order", Cat(dim: 0, order: [1, 0]), [a, b]),
            ]
        }
    }
}

/// Tensors one after the other along an axis.
///
/// - Throws: ``TensorError`` when there is none or shapes differ elsewhere.
public func cat(_ tensors: [Tensor], dim: Int = 0) throws(TensorError) -> Tensor {
    try Cat(dim: dim)(tensors)
}

/// Tensors of one shape side by side along a new axis.
///
/// - Throws: ``TensorError`` when there is none or shapes differ.
public func stack(_ tensors: [Tensor], dim: Int = 0) throws(TensorError) -> Tensor {
    try stack(tensors, dim: dim, order: nil)
}

/// The same with the axes in memory in an order.
func stack(_ tensors: [Tensor], dim: Int, order: [Int]?) throws(TensorError) -> Tensor {
    for tensor in tensors where tensor.shape != tensors[0].shape {
        throw TensorError(
            .shape, "stack", expected: "tensors of one shape",
            got: tensors.map { "\($0.shape)" }.joined(separator: ", "), inputs: tensors)
    }
    var rows: [Tensor] = []
    for tensor in tensors { rows.append(try tensor.unsqueeze(dim: dim)) }
    let axis = tensors.isEmpty ? 0 : try Axes.resolve(dim, rank: rows[0].rank, "stack")
    return try Cat(dim: axis, order: order)(rows)
}
