import Kernels

/// The diagonal of two axes, as the last axis of a view.
package struct Diagonal: Operation {
    public static let name = "diagonal"
    public static let movesElements = true

    /// Columns to the right of the main diagonal, or rows below it where negative.
    public let offset: Int
    /// The axis of rows.
    public let dim1: Int
    /// The axis of columns.
    public let dim2: Int

    public init(offset: Int = 0, dim1: Int = 0, dim2: Int = 1) {
        (self.offset, self.dim1, self.dim2) = (offset, dim1, dim2)
    }

    public func infer(_ x: Tensor) throws(TensorError) -> TensorSpec {
        TensorSpec(try view(of: x.body.view).shape, x.dtype)
    }

    public func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor { x.view(try view(of: x.body.view)) }

    /// The diagonal of a layout.
    func view(of layout: ArrayView) throws(TensorError) -> ArrayView {
        let (rows, columns) = try axes(rank: layout.shape.count)
        // No tensor is as long as such an offset.
        let step = offset.clamped(to: -(1 << 62)...(1 << 62))
        let length = max(
            0, min(layout.shape[rows] + min(step, 0), layout.shape[columns] - max(step, 0)))
        let (first, second) = (max(rows, columns), min(rows, columns))
        func appending(_ value: Int, to shape: Shape) -> Shape {
            Shape(shape.removing(first).removing(second) + [value])
        }
        let strides = layout.strides
        // An offset beyond the tensor may be too large to multiply.
        let start = length == 0 ? 0 : step > 0 ? step * strides[columns] : -step * strides[rows]
        return layout.with(
            shape: appending(length, to: layout.shape),
            strides: appending(strides[rows] + strides[columns], to: strides),
            offset: start)
    }

    private func axes(rank: Int) throws(TensorError) -> (rows: Int, columns: Int) {
        guard rank >= 2 else {
            throw TensorError(
                .shape, Self.name, expected: "a tensor with two dims or more", got: "\(rank) dims")
        }
        let rows = try Axes.resolve(dim1, rank: rank, Self.name)
        let columns = try Axes.resolve(dim2, rank: rank, Self.name)
        guard rows != columns else {
            throw TensorError(
                .axis, Self.name, expected: "two different dims", got: "\(dim1) and \(dim2)")
        }
        return (rows, columns)
    }

    public static let gradient = Gradient<Diagonal>.rule({ context throws(TensorError) in
        try context.propagate { () throws(TensorError) in
            try DiagonalScatter(context.operation, into: context.shape())(context.upstream)
        }
    })

    public static var samples: [Sample<Diagonal>] {
        get throws {
            let x = try Samples.values([3, 4, 2], in: -2...2)
            return [
                Sample("main", Diagonal(), x),
                Sample("above", Diagonal(offset: 1, dim1: -1, dim2: 1), x),
                Sample("below", Diagonal(offset: -2), x),
            ]
        }
    }
}

/// Zeros of a shape with a tensor written onto a diagonal: what ``Diagonal`` does, backwards.
package struct DiagonalScatter: Operation {
    public static let name = "diagonalScatter"
    public static let movesElements = true

    /// Which diagonal.
    public let diagonal: Diagonal
    /// The shape of the result.
    public let shape: Shape

    public init(_ diagonal: Diagonal, into shape: Shape) {
        (self.diagonal, self.shape) = (diagonal, shape)
    }

    public func infer(_ x: Tensor) throws(TensorError) -> TensorSpec {
        let target = try diagonal.view(
            of: ArrayView(pointer: x.body.pointer, shape: shape, dtype: x.dtype))
        guard target.shape == x.shape else {
            throw TensorError(
                .shape, Self.name, expected: "\(target.shape)", got: "\(x.shape)", inputs: [x])
        }
        return TensorSpec(shape, x.dtype)
    }

    public func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        let result = try Tensor.zeros(spec.shape, dtype: spec.dtype)
        Copy.copy(try diagonal.view(of: result.body.view), x.body.view)
        return result
    }

    public static let gradient = Gradient<DiagonalScatter>.rule({ context throws(TensorError) in
        try context.propagate { () throws(TensorError) in
            try context.operation.diagonal(context.upstream)
        }
    })

    public static var samples: [Sample<DiagonalScatter>] {
        get throws {
            [
                Sample(
                    "above",
                    DiagonalScatter(Diagonal(offset: 1, dim1: 1, dim2: 0), into: [3, 4, 2]),
                    try Samples.values([2, 2], in: -2...2))
            ]
        }
    }
}

extension Int {
    fileprivate func clamped(to range: ClosedRange<Int>) -> Int {
        Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
    }
}

extension Tensor {
    /// The diagonal of two axes, as the last axis of a view; `offset` counts columns to the right,
    /// or rows down where it is negative.
    ///
    /// Shape: [m, n, ...] → [..., length].
    ///
    /// - Throws: ``TensorError`` when the tensor does not have two such axes.
    public func diagonal(
        offset: Int = 0, dim1: Int = 0, dim2: Int = 1
    ) throws(TensorError) -> Tensor {
        try Diagonal(offset: offset, dim1: dim1, dim2: dim2)(self)
    }

    /// Matrices with the last axis on a diagonal and zeros beside it.
    ///
    /// Shape: [..., n] → [..., n + |offset|, n + |offset|], the two axes at `dim1` and `dim2`.
    ///
    /// - Throws: ``TensorError`` when the tensor has no axis, or there are no two such places.
    public func diagEmbed(
        offset: Int = 0, dim1: Int = -2, dim2: Int = -1
    ) throws(TensorError) -> Tensor {
        let name = "diagEmbed"
        guard rank > 0 else {
            throw TensorError(
                .shape, name, expected: "a tensor with dims", got: "\(shape)", inputs: [self])
        }
        let rows = try Axes.resolve(dim1, rank: rank + 1, name)
        let columns = try Axes.resolve(dim2, rank: rank + 1, name)
        let (size, overflows) = shape[rank - 1].addingReportingOverflow(
            Int(clamping: offset.magnitude))
        guard rows != columns, !overflows else {
            throw TensorError(
                .axis, name, expected: "two different dims and an offset that memory holds",
                got: "\(dim1), \(dim2) and \(offset)", inputs: [self])
        }
        let target = Shape(shape.dropLast())
            .inserting(size, at: Swift.min(rows, columns))
            .inserting(size, at: Swift.max(rows, columns))
        guard target.checkedElementCount != nil else { throw .outOfMemory(name, target, dtype) }
        return try DiagonalScatter(
            Diagonal(offset: offset, dim1: rows, dim2: columns), into: target)(self)
    }

    /// The diagonal of a matrix, or the matrix that has a vector as its diagonal.
    ///
    /// Shape: [n] → [n + |offset|, n + |offset|]; [m, n] → [length].
    ///
    /// - Throws: ``TensorError`` when the tensor has neither one nor two axes.
    public func diag(offset: Int = 0) throws(TensorError) -> Tensor {
        switch rank {
        case 1: return try diagEmbed(offset: offset)
        case 2: return try diagonal(offset: offset)
        default:
            throw TensorError(
                .shape, "diag", expected: "a vector or a matrix", got: "\(shape)",
                hint: "Use diagonal or diagEmbed.", inputs: [self])
        }
    }

    /// The sum of a matrix's diagonal.
    ///
    /// - Throws: ``TensorError`` when the tensor has not two axes.
    public func trace() throws(TensorError) -> Tensor {
        guard rank == 2 else {
            throw TensorError(
                .shape, "trace", expected: "a matrix", got: "\(shape)",
                hint: "Sum diagonal(dim1:dim2:) for batches.", inputs: [self])
        }
        return try diagonal().sum()
    }
}
