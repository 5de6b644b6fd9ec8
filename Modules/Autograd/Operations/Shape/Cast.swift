import Kernels

/// The elements in another type.
package struct Cast: Operation {
    public static let name = "to"
    public static let movesElements = true

    /// The new type.
    public let dtype: DType

    public init(_ dtype: DType) { self.dtype = dtype }

    public func infer(_ x: Tensor) throws(TensorError) -> TensorSpec { TensorSpec(x.shape, dtype) }

    public func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor { try x.to(dtype).detach() }

    // `propagate` converts to the input's type.
    public static let gradient = Gradient<Cast>.rule({ context throws(TensorError) in
        try context.propagate { () throws(TensorError) in context.upstream }
    })

    public static var samples: [Sample<Cast>] {
        get throws { try Samples.each(Cast(.float64), in: -2...2) }
    }
}

extension Tensor {
    /// The elements in another type, this tensor itself when it has it.
    ///
    /// Conversions never trap: a float loses its fraction on the way to an integer; NaN and what
    /// does not fit give the integer type's least value; any number but 0 is true.
    ///
    /// - Throws: ``TensorError`` when there is no memory for the result.
    public func to(dtype: DType) throws(TensorError) -> Tensor {
        dtype == self.dtype ? self : try Cast(dtype)(self)
    }
}
