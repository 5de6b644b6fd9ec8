import Kernels

/// What operations on the matrices of the last two axes share.
enum Matrices {
    /// The axes before the matrices.
    static func batch(_ shape: Shape) -> Shape { Shape(shape.dropLast(2)) }

    /// Throws unless a tensor holds matrices of floating-point numbers, square ones where wanted.
    static func check(
        _ x: Tensor, _ operation: String, isSquare: Bool = false
    ) throws(TensorError) {
        let fits = x.rank >= 2 && (!isSquare || x.shape[x.rank - 1] == x.shape[x.rank - 2])
        guard fits else {
            throw TensorError(
                .shape, operation,
                expected: isSquare ? "square matrices, […, n, n]" : "matrices, […, m, n]",
                got: "\(x.shape)", inputs: [x])
        }
        guard x.dtype.isFloatingPoint else {
            throw TensorError(
                .dtype, operation, expected: "floating-point numbers", got: "\(x.dtype)",
                hint: "Convert with to(dtype:).", inputs: [x])
        }
    }

    /// Throws unless two tensors have one element type.
    static func checkTypes(
        _ a: Tensor, _ b: Tensor, _ operation: String
    ) throws(TensorError) {
        guard a.dtype == b.dtype else {
            throw TensorError(
                .dtype, operation, expected: "matrices of one type",
                got: "\(a.dtype) and \(b.dtype)", hint: "Convert one with to(dtype:).",
                inputs: [a, b])
        }
    }

    /// Throws unless all elements are finite.
    static func checkFinite(_ x: Tensor, _ operation: String) throws(TensorError) {
        guard let element = try x.firstNonFinite() else { return }
        throw TensorError(
            .value, operation, expected: "finite elements",
            got: "\(element.value) at \(element.index)",
            hint: "It has no such factors.", inputs: [x])
    }

    /// Throws where a factorization has come to no end.
    static func check(
        _ statuses: [Factorization.Status], of x: Tensor, _ operation: String
    ) throws(TensorError) {
        for (index, status) in statuses.enumerated() {
            switch status {
            case .done, .badPivot: continue
            case .outOfMemory: throw .outOfMemory(operation, x.shape, x.dtype)
            case .notConverged:
                throw TensorError(
                    .value, operation, expected: "a matrix whose iteration converges",
                    got: "one that does not (\(place(index, in: x)))",
                    hint: "Scale it, or compute in float64.", inputs: [x])
            }
        }
    }

    /// Which matrix of a batch is meant.
    static func place(_ index: Int, in x: Tensor) -> String {
        x.rank == 2 ? "the matrix" : "matrix \(index) of \(x.shape)"
    }

    /// A copy in which each matrix lies column by column, its axes exchanged; not tracked.
    static func columns(_ x: Tensor, _ operation: String) throws(TensorError) -> Tensor {
        try exchanged(x).copied(operation: operation)
    }

    /// The last two axes exchanged: a view, not tracked.
    static func exchanged(_ x: Tensor) -> Tensor {
        var order = Array(0..<x.rank)
        order.swapAt(x.rank - 1, x.rank - 2)
        return x.view(x.body.view.permuted(order))
    }

    /// The kernel of a place; inputs have been accepted by `check`.
    static func kernel(_ place: Kernel<Factorization>, _ dtype: DType) -> Factorization {
        guard let kernel = place(dtype) else {
            preconditionFailure("\(place.name): no kernel for \(dtype)")
        }
        return kernel
    }

    /// Unit matrices.
    static func unit(
        _ size: Int, _ dtype: DType, batch: Shape = []
    ) throws(TensorError) -> Tensor {
        try Tensor.ones(Shape(batch + [size]), dtype: dtype).diagEmbed()
    }

    /// The distance from 1 to the next number of a type.
    static func epsilon(_ dtype: DType) -> Double {
        dtype.computeType == .float32 ? Double(Float.ulpOfOne) : Double.ulpOfOne
    }
}

extension Tensor {
    /// The matrices of the last two axes transposed, as a view.
    ///
    /// - Throws: ``TensorError`` when there are fewer than two axes.
    public var mT: Tensor {
        get throws(TensorError) {
            guard rank >= 2 else {
                throw TensorError(
                    .shape, "mT", expected: "matrices, […, m, n]", got: "\(shape)", inputs: [self])
            }
            return try transpose(-2, -1)
        }
    }
}
