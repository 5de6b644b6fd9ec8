/// Compares a function's gradients with difference quotients, over the full Jacobian, and throws
/// unless they agree.
///
/// ```swift
/// let x = try Tensor([0.3, -1.2], dtype: .float64, requiresGrad: true)
/// try gradcheck({ try $0[0].exp() * $0[0] }, inputs: [x])
/// ```
/// Checked beside the values: shape and type of each gradient; that two calls give the same bits;
/// that gradients are linear in the upstream gradient.
///
/// - Parameters:
///   - function: What to check; called many times. Outputs that are not floating-point are ignored.
///   - inputs: Where to check. Those that require gradients are differentiated; all floating-point
///     ones are converted to the options' type.
///   - options: Step, tolerances and type.
/// - Throws: ``GradientCheckError`` with the worst elements when gradients are wrong; `TensorError`
///   when no input requires gradients; what `function` throws.
/// - Complexity: Two calls of `function` for each element that is differentiated, and one backward
///   pass for each element of the outputs.
@discardableResult
public func gradcheck(
    _ function: ([Tensor]) throws -> [Tensor], inputs: [Tensor],
    options: GradientCheckOptions = GradientCheckOptions()
) throws -> GradientReport {
    let report = try gradientReport(function, inputs: inputs, options: options)
    guard report.passed else {
        throw GradientCheckError("gradcheck", report.failures, report: report)
    }
    return report
}

/// See `gradcheck(_:inputs:options:)`; for a function with one result.
@discardableResult
public func gradcheck(
    _ function: ([Tensor]) throws -> Tensor, inputs: [Tensor],
    options: GradientCheckOptions = GradientCheckOptions()
) throws -> GradientReport {
    try gradcheck({ [try function($0)] }, inputs: inputs, options: options)
}

/// Compares a function's second-order gradients with difference quotients of its gradients, with
/// respect to the inputs and to the upstream gradients, and throws unless they agree.
///
/// Parameters and errors as in `gradcheck`, of which this is the second step: the gradients
/// themselves are taken as right.
@discardableResult
public func gradgradcheck(
    _ function: ([Tensor]) throws -> [Tensor], inputs: [Tensor],
    options: GradientCheckOptions = GradientCheckOptions()
) throws -> GradientReport {
    let report = try gradientReport(function, inputs: inputs, order: 2, options: options)
    guard report.passed else {
        throw GradientCheckError("gradgradcheck", report.failures, report: report)
    }
    return report
}

/// See `gradgradcheck(_:inputs:options:)`; for a function with one result.
@discardableResult
public func gradgradcheck(
    _ function: ([Tensor]) throws -> Tensor, inputs: [Tensor],
    options: GradientCheckOptions = GradientCheckOptions()
) throws -> GradientReport {
    try gradgradcheck({ [try function($0)] }, inputs: inputs, options: options)
}

/// Compares a function's gradients with difference quotients and reports what it finds.
///
/// As `gradcheck` (order 1) and `gradgradcheck` (order 2), but wrong gradients do not throw.
///
/// - Throws: `TensorError` when no input requires gradients or the options do not fit; what
///   `function` throws.
public func gradientReport(
    _ function: ([Tensor]) throws -> [Tensor], inputs: [Tensor], order: Int = 1,
    options: GradientCheckOptions = GradientCheckOptions()
) throws -> GradientReport {
    try options.validate("gradcheck")
    guard order == 1 || order == 2 else {
        throw TensorError(.value, "gradcheck", expected: "order 1 or 2", got: "\(order)")
    }
    guard inputs.contains(where: \.requiresGrad) else {
        throw TensorError(
            .gradient, "gradcheck", expected: "an input that requires gradients", got: "none",
            hint: "Make it with requiresGrad: true.", inputs: inputs)
    }
    return try withoutActuallyEscaping(function) { function in
        let subject = try Subject(function, inputs, options)
        return try order == 1 ? subject.report() : subject.ofGradients().report(order: 2)
    }
}
