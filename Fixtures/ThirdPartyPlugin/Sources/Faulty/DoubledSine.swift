import Autograd

/// sin x with a gradient that is twice too large: what a check has to find.
public struct DoubledSine: Operation {
    public static let name = "faulty.doubledSine"
    public static let saves = Saves.inputs

    public init() {}

    public func infer(_ x: Tensor) throws(TensorError) -> TensorSpec {
        TensorSpec(x.shape, x.dtype)
    }

    public func forward(
        _ x: Tensor, _: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor { x.sin() }

    public static let gradient = Gradient<DoubledSine>.rule({ context throws(TensorError) in
        try context.propagate { () throws(TensorError) in
            try context.upstream * context.input().cos() * 2
        }
    })

    public static var samples: [Sample<DoubledSine>] {
        get throws { try Samples.each(DoubledSine(), in: -4...4) }
    }
}
