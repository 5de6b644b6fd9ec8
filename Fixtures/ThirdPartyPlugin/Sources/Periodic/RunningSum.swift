import Autograd

/// y[t] = x[0] + … + x[t] along the last axis: the phase of an oscillator of frequencies x.
///
/// An operation in the long form, for what is no function of single elements.
///
/// Shape: [..., steps] → the same.
///
/// Accuracy: summed in `float64`, rounded once.
public struct RunningSum: Operation {
    public typealias Inputs = Tensor

    public static let name = "periodic.runningSum"

    public init() {}

    public func infer(_ x: Tensor) throws(TensorError) -> TensorSpec {
        guard x.rank > 0, x.dtype.isFloatingPoint else {
            throw TensorError(
                .shape, Self.name, expected: "floating-point numbers along an axis",
                got: "\(x.dtype) \(x.shape)", inputs: [x])
        }
        return TensorSpec(x.shape, x.dtype)
    }

    public func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        let steps = spec.shape[x.rank - 1]
        var values = x.toArray(as: Double.self)
        for index in values.indices where index % steps != 0 { values[index] += values[index - 1] }
        return try Tensor(values, shape: spec.shape).to(dtype: spec.dtype)
    }

    /// x[s] is in every y[t] from t = s on, so its gradient is the sum of the rest of g: all of it,
    /// without what came before s.
    public static let gradient = Gradient<RunningSum>.rule({ context throws(TensorError) in
        try context.propagate { () throws(TensorError) in
            let g = context.upstream
            return try g.sum(dim: -1, keepDim: true) - RunningSum()(g) + g
        }
    })

    public static var samples: [Sample<RunningSum>] {
        get throws {
            try ([[5], [2, 3], [2, 1, 4]] as [Shape]).map { shape in
                Sample("\(shape)", RunningSum(), try Samples.values(shape, in: -2...2))
            }
        }
    }
}

extension Tensor {
    /// The sum of all elements up to each one along the last axis.
    ///
    /// - Throws: `TensorError` when there is no axis or the numbers are not floating-point.
    public func runningSum() throws(TensorError) -> Tensor { try RunningSum()(self) }
}
