import Kernels

/// The axes in another order: a view.
package struct Permute: Operation {
    public static let name = "permute"
    public static let movesElements = true

    /// For each new axis, the old one.
    public let order: [Int]

    public init(_ order: [Int]) { self.order = order }

    public func infer(_ x: Tensor) throws(TensorError) -> TensorSpec {
        let resolved = try resolvedOrder(x.rank)
        return TensorSpec(Shape(resolved.map { x.shape[$0] }), x.dtype)
    }

    public func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        x.view(x.body.view.permuted(try resolvedOrder(x.rank)))
    }

    private func resolvedOrder(_ rank: Int) throws(TensorError) -> [Int] {
        var resolved: [Int] = []
        for axis in order { resolved.append(try Axes.resolve(axis, rank: rank, Self.name)) }
        guard resolved.count == rank, Set(resolved).count == rank else {
            throw TensorError(
                .axis, Self.name, expected: "each of \(rank) dims once", got: "\(order)")
        }
        return resolved
    }

    public static let gradient = Gradient<Permute>.rule({ context throws(TensorError) in
        try context.propagate { () throws(TensorError) in
            let order = try context.operation.resolvedOrder(context.shape().count)
            var inverse = order
            for (new, old) in order.enumerated() { inverse[old] = new }
            return try context.upstream.permute(inverse)
        }
    })

    public static var samples: [Sample<Permute>] {
        get throws {
            try [[2, 0, 1], [0, 2, 1], [-1, 1, 0]].map {
                Sample("\($0)", Permute($0), try Samples.values([2, 3, 4], in: -2...2))
            }
        }
    }
}

extension Tensor {
    /// The axes in another order: `order[i]` is the old axis at the new place i.
    ///
    /// - Throws: ``TensorError`` unless each axis is named once.
    public func permute(_ order: [Int]) throws(TensorError) -> Tensor { try Permute(order)(self) }

    /// The axes in another order.
    ///
    /// - Throws: ``TensorError`` unless each axis is named once.
    public func permute(_ order: Int...) throws(TensorError) -> Tensor { try Permute(order)(self) }

    /// This tensor with two axes exchanged.
    ///
    /// - Throws: ``TensorError`` when the tensor does not have the axes.
    public func transpose(_ first: Int, _ second: Int) throws(TensorError) -> Tensor {
        guard rank > 0 else { return self }
        var order = Array(0..<rank)
        order.swapAt(
            try Axes.resolve(first, rank: rank, "transpose"),
            try Axes.resolve(second, rank: rank, "transpose"))
        return try permute(order)
    }

    /// This matrix with rows and columns exchanged.
    ///
    /// - Throws: ``TensorError`` when the tensor has more than two axes.
    public func t() throws(TensorError) -> Tensor {
        guard rank <= 2 else {
            throw TensorError(
                .shape, "t", expected: "at most two dims", got: "\(shape)",
                hint: "Use transpose(-2, -1) for batches of matrices.", inputs: [self])
        }
        return rank < 2 ? self : try transpose(0, 1)
    }
}
