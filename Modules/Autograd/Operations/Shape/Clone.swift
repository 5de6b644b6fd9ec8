import Kernels

/// A copy in memory of its own, in C order, through which gradients flow.
package struct Clone: Operation {
    public static let name = "clone"
    public static let movesElements = true

    public init() {}

    public func infer(_ x: Tensor) throws(TensorError) -> TensorSpec {
        TensorSpec(x.shape, x.dtype)
    }

    public func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor { try x.copied(operation: Self.name) }

    public static let gradient = Gradient<Clone>.rule({ context throws(TensorError) in
        try context.propagate { () throws(TensorError) in context.upstream }
    })

    public static var samples: [Sample<Clone>] {
        get throws { try Samples.each(Clone(), in: -2...2) }
    }
}

extension Tensor {
    /// A copy in memory of its own; gradients flow through.
    ///
    /// - Throws: ``TensorError`` when there is no memory for it.
    public func clone() throws(TensorError) -> Tensor { try Clone()(self) }

    /// This tensor with its elements in C order: itself, or a copy.
    ///
    /// - Throws: ``TensorError`` when there is no memory for it.
    public func contiguous() throws(TensorError) -> Tensor { isContiguous ? self : try clone() }
}
