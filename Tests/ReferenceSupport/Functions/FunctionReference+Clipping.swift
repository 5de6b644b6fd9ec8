import Optimizers

extension FunctionReference {
    /// The clipping of gradients, which are a case's inputs.
    package static let clipping: [FunctionReference] = [
        .function("clipGradNorm") { gradients, options in
            let parameters = try parameters(with: gradients)
            let norm = try clipGradNorm(
                parameters, maxNorm: options.number("max_norm"),
                normType: options.number("norm_type"),
                errorIfNonfinite: options.flag("finite", or: true))
            let dtype = gradients[0].dtype
            return [try Tensor.full([], norm, dtype: dtype)] + parameters.compactMap(\.grad)
        },
        .function("clipGradValue") { gradients, options in
            let parameters = try parameters(with: gradients)
            try clipGradValue(parameters, clipValue: options.number("clip_value"))
            return parameters.compactMap(\.grad)
        },
    ]

    private static func parameters(with gradients: [Tensor]) throws -> [Parameter] {
        try gradients.map { gradient in
            let parameter = Parameter(try .zeros(gradient.shape, dtype: gradient.dtype))
            parameter.grad = gradient
            return parameter
        }
    }
}
