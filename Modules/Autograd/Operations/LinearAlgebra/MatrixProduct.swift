import Kernels

/// The product of matrices, in batches that broadcast: [..., m, k] · [..., k, n] → [..., m, n].
package struct MatrixProduct: Operation {
    public static let name = "matmul"
    public static let saves = Saves.inputs

    public init() {}

    public func infer(_ inputs: Pair) throws(TensorError) -> TensorSpec {
        let (a, b) = (inputs.first, inputs.second)
        guard a.rank >= 2, b.rank >= 2, a.shape[a.rank - 1] == b.shape[b.rank - 2] else {
            throw TensorError(
                .shape, Self.name, expected: "inner sizes that agree ([…, m, k] and […, k, n])",
                got: "\(a.shape) and \(b.shape)", hint: "Transpose one of them?", inputs: [a, b])
        }
        guard a.dtype == b.dtype else {
            throw TensorError(
                .dtype, Self.name, expected: "matrices of one type",
                got: "\(a.dtype) and \(b.dtype)",
                hint: "Convert one with to(dtype:).", inputs: [a, b])
        }
        guard GEMM.kernel(a.dtype) != nil else {
            throw TensorError(
                .dtype, Self.name, expected: "int32, int64, float32 or float64", got: "\(a.dtype)",
                hint: "Convert with to(dtype:).", inputs: [a, b])
        }
        guard let batch = Self.batch(a.shape).broadcast(with: Self.batch(b.shape)) else {
            throw TensorError(
                .shape, Self.name, expected: "batch sizes that broadcast",
                got: "\(a.shape) and \(b.shape)", inputs: [a, b])
        }
        return TensorSpec(Shape(batch + [a.shape[a.rank - 2], b.shape[b.rank - 1]]), a.dtype)
    }

    private static func batch(_ shape: Shape) -> Shape { Shape(shape.dropLast(2)) }

    public func forward(
        _ inputs: Pair, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        let result = try Tensor.empty(spec.shape, spec.dtype, operation: Self.name)
        let batch = Self.batch(spec.shape)
        let a = try MatrixOperand(inputs.first, batch)
        let b = try MatrixOperand(inputs.second, batch)
        let (m, n) = (spec.shape[spec.shape.count - 2], spec.shape[spec.shape.count - 1])
        let k = inputs.first.shape[inputs.first.rank - 1]
        guard let kernel = GEMM.kernel(spec.dtype) else {
            preconditionFailure("\(Self.name): no kernel for \(spec.dtype)")
        }
        let target = result.body.view
        kernel(
            count: m * n == 0 ? 0 : batch.elementCount, dtype: spec.dtype, rightIn: b.block
        ) { index in
            GEMMCall(
                transposeA: a.isTransposed, transposeB: b.isTransposed, m: m, n: n, k: k,
                a: a.start(index), lda: a.leading, b: b.start(index), ldb: b.leading,
                c: target.advanced(by: index * m * n), ldc: n)
        }
        return withExtendedLifetime((a, b)) { result }
    }

    public static let gradient = Gradient<MatrixProduct>.rule({ context throws(TensorError) in
        let (a, b) = (context.input(0), context.input(1))
        try context.propagate(to: 0) { () throws(TensorError) in
            try MatrixProduct()(Pair(context.upstream, b.transpose(-2, -1))).sum(to: a.body.layout)
        }
        try context.propagate(to: 1) { () throws(TensorError) in
            try MatrixProduct()(Pair(a.transpose(-2, -1), context.upstream)).sum(to: b.body.layout)
        }
    })

    public static var samples: [Sample<MatrixProduct>] {
        get throws {
            let shapes: [(Shape, Shape)] = [
                ([2, 3], [3, 4]), ([1, 3], [3, 1]), ([2, 2, 3], [2, 3, 2]),
                ([2, 1, 2, 3], [3, 3, 2]),
            ]
            return try shapes.enumerated().map { seed, pair in
                Sample(
                    "\(pair.0) · \(pair.1)", MatrixProduct(),
                    Pair(
                        try Samples.values(pair.0, in: -2...2, seed: 2 * seed),
                        try Samples.values(pair.1, in: -2...2, seed: 2 * seed + 1)))
            }
        }
    }
}

/// The matrices of one factor as GEMM takes them: rows adjacent, or columns, without a copy.
struct MatrixOperand: Sendable {
    private let tensor: Tensor
    private let offsets: [Int]
    /// Whether the memory holds the transpose.
    let isTransposed: Bool
    /// Elements from row to row of what the memory holds.
    let leading: Int

    /// - Parameter batch: The shape that the factor's batch axes broadcast to.
    init(_ factor: Tensor, _ batch: Shape) throws(TensorError) {
        var tensor = factor
        let rank = factor.rank
        let (rows, columns) = (factor.shape[rank - 2], factor.shape[rank - 1])
        var strides = factor.body.view.strides
        let plain = Matrix.leading(
            strides[rank - 2], strides[rank - 1], rows: rows, columns: columns)
        let swapped = Matrix.leading(
            strides[rank - 1], strides[rank - 2], rows: columns, columns: rows)
        if plain == nil, swapped == nil {
            tensor = try factor.compact(operation: MatrixProduct.name)
            strides = tensor.body.view.strides
        }
        isTransposed = plain == nil && swapped != nil
        leading = plain ?? swapped ?? max(columns, 1)
        let view = tensor.body.view
        let expanded = view.with(
            shape: Shape(view.shape.dropLast(2)), strides: Shape(view.strides.dropLast(2))
        ).expanded(to: batch)
        var offsets = [0]
        for axis in 0..<batch.count {
            offsets = offsets.flatMap { base in
                (0..<batch[axis]).map { base + $0 * expanded.strides[axis] }
            }
        }
        self.offsets = offsets
        self.tensor = tensor
    }

    /// The block that a large factor lies in.
    var block: Storage? { tensor.body.block }

    /// The first element of the i-th matrix.
    func start(_ index: Int) -> UnsafeRawPointer {
        UnsafeRawPointer(tensor.body.view.advanced(by: offsets[index]))
    }
}

extension Tensor {
    /// The matrix product, by PyTorch's rules: vectors are rows on the left and columns on the
    /// right, whose axis then goes; further axes are batches and broadcast.
    ///
    /// Shape: [..., m, k] · [..., k, n] → [..., m, n]; [k] · [k] → []; [m, k] · [k] → [m].
    ///
    /// - Throws: ``TensorError`` when inner sizes or batches do not fit, or types differ.
    public func matmul(_ other: Tensor) throws(TensorError) -> Tensor {
        guard rank > 0, other.rank > 0 else {
            throw TensorError(
                .shape, MatrixProduct.name, expected: "tensors with dims",
                got: "\(shape) and \(other.shape)", inputs: [self, other])
        }
        if rank == 1 || other.rank == 1 { return try vectorProduct(other) }
        if rank > 2, other.rank == 2, count > 0 {
            // One product of all rows instead of one for each batch.
            let rows = try flatten(startDim: 0, endDim: -2)
            let product = try MatrixProduct()(Pair(rows, other))
            return try product.reshape(Shape(shape.dropLast() + [other.shape[1]]))
        }
        return try MatrixProduct()(Pair(self, other))
    }

    private func vectorProduct(_ other: Tensor) throws(TensorError) -> Tensor {
        let inner = other.shape[Swift.max(other.rank - 2, 0)]
        guard shape[rank - 1] == inner else {
            throw TensorError(
                .shape, MatrixProduct.name, expected: "inner sizes that agree",
                got: "\(shape) and \(other.shape)", inputs: [self, other])
        }
        let left = rank == 1 ? try unsqueeze(dim: 0) : self
        let right = other.rank == 1 ? try other.unsqueeze(dim: 1) : other
        var product = try left.matmul(right)
        if other.rank == 1 { product = try product.squeeze(dim: -1) }
        if rank == 1 { product = try product.squeeze(dim: other.rank == 1 ? -1 : -2) }
        return product
    }
}
