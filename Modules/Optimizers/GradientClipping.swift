import RealModule

/// Scales all gradients down so that their joint norm is at most `maxNorm`.
///
/// - Parameters:
///   - parameters: Those without a gradient are left out.
///   - normType: p of the p-norm; infinity takes the largest absolute value.
///   - errorIfNonfinite: Whether a norm that is NaN or infinite throws, before any gradient
///     changes. By default it does (in PyTorch it does not).
/// - Returns: The norm before clipping.
/// - Throws: ``TensorError`` when the norm is not finite or `maxNorm` is negative.
///
/// Source: Pascanu, Mikolov, Bengio 2013, algorithm 1; PyTorch 2.13, `clip_grad_norm_`.
@discardableResult
public func clipGradNorm(
    _ parameters: some Sequence<Parameter>, maxNorm: Double, normType: Double = 2,
    errorIfNonfinite: Bool = true
) throws(TensorError) -> Double {
    guard maxNorm >= 0, normType > 0 else {
        throw TensorError(
            .value, "clipGradNorm", expected: "maxNorm of at least 0 and a normType above 0",
            got: "\(maxNorm) and \(normType)")
    }
    let parameters = Array(parameters)
    var total = 0.0
    for parameter in parameters {
        guard let gradient = parameter.grad?.detach(), gradient.count > 0 else { continue }
        if normType == .infinity {
            let largest = try gradient.abs().max().item()
            total = largest.isNaN || total.isNaN ? .nan : Swift.max(total, largest)
        } else if normType == 2 {
            total += try gradient.to(dtype: .float64).square().sum().item()
        } else {
            total += try gradient.abs().to(dtype: .float64).pow(normType).sum().item()
        }
    }
    let norm =
        normType == .infinity
        ? total : normType == 2 ? total.squareRoot() : .pow(total, 1 / normType)
    guard norm.isFinite || !errorIfNonfinite else {
        throw TensorError(
            .value, "clipGradNorm", expected: "a finite norm of the gradients", got: "\(norm)",
            hint: "Lower the learning rate, or pass errorIfNonfinite: false.")
    }
    let scale = maxNorm / (norm + 1e-6)
    guard !(scale >= 1) else { return norm }
    for parameter in parameters {
        guard let gradient = parameter.grad else { continue }
        parameter.grad = gradient.detach() * scale
    }
    return norm
}

/// Moves every number of the gradients into ±`clipValue`.
///
/// - Throws: ``TensorError`` when `clipValue` is negative or NaN.
public func clipGradValue(
    _ parameters: some Sequence<Parameter>, clipValue: Double
) throws(TensorError) {
    guard clipValue >= 0 else {
        throw TensorError(
            .value, "clipGradValue", expected: "a clipValue of at least 0", got: "\(clipValue)")
    }
    for parameter in parameters {
        guard let gradient = parameter.grad else { continue }
        parameter.grad = try gradient.detach().clamp(min: -clipValue, max: clipValue)
    }
}
