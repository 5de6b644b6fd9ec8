/// W / σ in the place of a parameter, with σ an estimate of its largest singular value.
///
/// ```swift
/// let critic = try spectralNorm(Linear(4, 1))
/// ```
/// In training each reading of the parameter improves the estimate by steps of the power method;
/// in evaluation it stays. In state dictionaries `weight` is `parametrizations.weight.original`
/// then, with the singular vectors as `parametrizations.weight.0._u` and `…_v`, as in PyTorch.
/// Optimizers must be made afterwards.
///
/// Shape: a parameter of more than two dims counts as a matrix, `dim` against all others; one of
/// a single dim is divided by its length.
///
/// - Parameters:
///   - nPowerIterations: Steps of the power method for each reading.
///   - eps: What lengths are at least taken for.
///   - dim: The dim of outputs: by default 0, and 1 in transposed convolutions.
///   - generator: Where the singular vectors start from.
/// - Returns: The module.
/// - Throws: ``TensorError`` when the module has no such parameter, that has no such dim or is no
///   floating-point tensor, or `nPowerIterations` is not positive.
///
/// Source: Miyato, Kataoka, Koyama, Yoshida 2018, "Spectral normalization for generative
/// adversarial networks", algorithm 1; PyTorch 2.13,
/// `torch.nn.utils.parametrizations.spectral_norm`.
@discardableResult
public func spectralNorm<M: Module>(
    _ module: M, name: String = "weight", nPowerIterations: Int = 1, eps: Double = 1e-12,
    dim: Int? = nil, generator: Generator = .default
) throws -> M {
    let cell = try module.parameterCell(name, "spectralNorm")
    let weight = cell.value.detach()
    let outputs = dim ?? ("\(type(of: module))".hasPrefix("ConvTranspose") ? 1 : 0)
    guard weight.dtype.isFloatingPoint, weight.rank > 0 else {
        throw TensorError(
            .dtype, "spectralNorm", expected: "a floating-point parameter with dims",
            got: "\(weight.dtype) \(weight.shape)", inputs: [weight])
    }
    guard (-weight.rank..<weight.rank).contains(outputs) else {
        throw TensorError(
            .axis, "spectralNorm", expected: "a dim of \(weight.shape)", got: "\(outputs)",
            inputs: [weight])
    }
    guard nPowerIterations > 0 else {
        throw TensorError(
            .value, "spectralNorm", expected: "at least one power iteration",
            got: "\(nPowerIterations)")
    }
    cell.source = try SpectralNormalization(
        cell, nPowerIterations, eps, outputs < 0 ? outputs + weight.rank : outputs, generator)
    return module
}

/// The tensor that a weight is computed from, and its singular vectors.
final class SpectralNormalization: Parametrization, @unchecked Sendable {
    // `@unchecked`: the cells are never replaced.

    private let matrix: Parameter
    /// The power method, nil for a vector.
    private let iteration: PowerIteration?
    private let eps: Double

    var original: Parameter? { matrix }

    init(
        _ cell: Parameter, _ steps: Int, _ eps: Double, _ dim: Int, _ generator: Generator
    ) throws {
        let weight = cell.value.detach()
        matrix = Parameter(weight)
        matrix.requiresGrad = cell.requiresGrad
        self.eps = eps
        iteration =
            weight.rank > 1
            ? try PowerIteration(weight, steps: steps, eps: eps, dim: dim, generator) : nil
    }

    var value: Tensor {
        unfailing { () throws(TensorError) in
            let weight = matrix.value
            guard let iteration else {
                return try weight.unit(eps)
            }
            return try weight / iteration.norm(of: weight)
        }
    }

    var requiresGrad: Bool {
        get { matrix.requiresGrad }
        set { matrix.requiresGrad = newValue }
    }

    func assign(_ value: Tensor) { matrix.replace(by: value) }
}

extension SpectralNormalization: NamedParts {
    var namedParts: [(label: String, value: Any)] {
        [("original", matrix)] + (iteration.map { [("0", $0)] } ?? [])
    }
}

/// The power method's estimate of a matrix's largest singular value.
final class PowerIteration: Module, @unchecked Sendable {
    // `@unchecked`: the wrappers' storage, locked cells, is never replaced after init.

    @Buffer var _u: Tensor
    @Buffer var _v: Tensor
    @TrainingMode var isTraining: Bool
    private let steps: Int
    private let eps: Double
    private let dim: Int

    init(
        _ weight: Tensor, steps: Int, eps: Double, dim: Int, _ generator: Generator
    ) throws(TensorError) {
        (self.steps, self.eps, self.dim) = (steps, eps, dim)
        let matrix = try Self.matrix(weight, dim)
        func unit(_ count: Int) throws(TensorError) -> Tensor {
            let start = try Tensor.normal([count], dtype: weight.dtype, generator: generator)
            return try start.unit(eps)
        }
        _u = try unit(matrix.shape[0])
        _v = try unit(matrix.shape[1])
        // As PyTorch starts.
        try improve(matrix, steps: 15)
    }

    private static func matrix(_ weight: Tensor, _ dim: Int) throws(TensorError) -> Tensor {
        let order = [dim] + (0..<weight.rank).filter { $0 != dim }
        return try weight.permute(order).flatten(startDim: 1)
    }

    /// uᵀ W v, after some steps in training; the vectors count as constants.
    func norm(of weight: Tensor) throws(TensorError) -> Tensor {
        let matrix = try Self.matrix(weight, dim)
        if isTraining { try improve(matrix.detach(), steps: steps) }
        return try (_u * matrix.matmul(_v)).sum()
    }

    private func improve(_ matrix: Tensor, steps: Int) throws(TensorError) {
        for _ in 0..<steps {
            _u = try matrix.matmul(_v).unit(eps)
            _v = try matrix.t().matmul(_u).unit(eps)
        }
    }
}

extension Tensor {
    /// x / ‖x‖, the length being at least `eps`.
    fileprivate func unit(_ eps: Double) throws(TensorError) -> Tensor {
        // Squares of half precision overflow above 255.
        let wide = try widened()
        return try (wide / wide.square().sum().sqrt().clamp(min: eps)).to(dtype: dtype)
    }
}
