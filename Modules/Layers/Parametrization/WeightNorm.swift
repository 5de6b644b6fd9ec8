/// g · v / ‖v‖ in the place of a parameter: its size and its direction are learnt apart.
///
/// ```swift
/// let layer = try weightNorm(Linear(4, 8))
/// ```
/// In state dictionaries `weight` is `parametrizations.weight.original0` (g) and `…original1` (v)
/// then, as in PyTorch. Reading `layer.weight` computes it; assigning sets both parts. Optimizers
/// must be made afterwards.
///
/// Shape: v as the parameter; g with size 1 in all dims but `dim`.
///
/// - Parameter dim: The dim along which sizes are told apart; with nil there is one.
/// - Returns: The module.
/// - Throws: ``TensorError`` when the module has no such parameter, that has no such dim, or it is
///   no floating-point tensor.
///
/// Source: Salimans, Kingma 2016, "Weight normalization", equation 2; PyTorch 2.13,
/// `torch.nn.utils.parametrizations.weight_norm` (for which a `dim` of −1 is what nil is here).
@discardableResult
public func weightNorm<M: Module>(
    _ module: M, name: String = "weight", dim: Int? = 0
) throws -> M {
    let cell = try module.parameterCell(name, "weightNorm")
    cell.source = try WeightNormalization(cell, dim)
    return module
}

/// The two parts that a weight is computed from.
final class WeightNormalization: Parametrization, Sendable {
    /// The sizes, g.
    let original0: Parameter
    /// The directions, v.
    let original1: Parameter
    /// The dims that a norm is taken over.
    private let dims: [Int]

    var original: Parameter? { nil }

    init(_ cell: Parameter, _ dim: Int?) throws(TensorError) {
        let weight = cell.value.detach()
        guard weight.dtype.isFloatingPoint else {
            throw TensorError(
                .dtype, "weightNorm", expected: "a floating-point parameter",
                got: "\(weight.dtype)", inputs: [weight])
        }
        let kept = try dim.map { dim throws(TensorError) in
            guard (-weight.rank..<weight.rank).contains(dim) else {
                throw TensorError(
                    .axis, "weightNorm", expected: "a dim of \(weight.shape)", got: "\(dim)",
                    inputs: [weight])
            }
            return dim < 0 ? dim + weight.rank : dim
        }
        dims = (0..<weight.rank).filter { $0 != kept }
        original0 = Parameter(try Self.norm(weight, dims, keepDim: dim != nil))
        original1 = Parameter(weight)
        requiresGrad = cell.requiresGrad
    }

    private static func norm(
        _ v: Tensor, _ dims: [Int], keepDim: Bool
    ) throws(TensorError) -> Tensor {
        // Without dims a sum would be over all of them.
        if dims.isEmpty { return v.abs() }
        let squares = try v.widened().square().sum(dims: dims, keepDim: keepDim)
        return try squares.sqrt().to(dtype: v.dtype)
    }

    private func norm(_ v: Tensor) throws(TensorError) -> Tensor {
        try Self.norm(v, dims, keepDim: dims.count < v.rank)
    }

    var value: Tensor {
        unfailing { () throws(TensorError) in
            let v = original1.value
            return try v * (original0.value / norm(v))
        }
    }

    var requiresGrad: Bool {
        get { original0.requiresGrad || original1.requiresGrad }
        set {
            original0.requiresGrad = newValue
            original1.requiresGrad = newValue
        }
    }

    func assign(_ value: Tensor) {
        let sizes = unfailing { () throws(TensorError) in try norm(value.detach()) }
        original0.replace(by: sizes)
        original1.replace(by: value)
    }
}
