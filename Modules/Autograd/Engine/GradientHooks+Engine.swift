extension GradientHooks {
    /// Calls the hooks with the gradients that have arrived, then keeps those that are to be kept.
    @inline(never)
    func run(on upstream: inout Upstream) throws(TensorError) {
        for entry in entries {
            guard let gradient = upstream[entry.output] else { continue }
            let replacement = try TensorError.wrapping("hook") { try entry.hook(gradient) }
            guard let replacement else { continue }
            guard replacement.body.layout.hasShape(of: gradient.body.layout) else {
                throw TensorError(
                    .shape, "hook", expected: "a gradient of shape \(gradient.shape)",
                    got: "\(replacement.shape)", inputs: [gradient, replacement])
            }
            let converted = try replacement.to(dtype: gradient.dtype)
            // As a gradient that joins the pass.
            upstream[entry.output] = isGradEnabled ? converted : converted.untracked()
        }
        for output in retainedOutputs {
            guard let gradient = upstream[output] else { continue }
            try updateRetained(output) { old throws(TensorError) in
                guard let old else { return gradient }
                return try old + gradient
            }
        }
    }

    /// Calls the hooks of a leaf that has gathered a gradient.
    @inline(never)
    func runGathered() throws(TensorError) {
        for hook in gatheredHooks { try TensorError.wrapping("hook", hook) }
    }
}

extension TensorError {
    /// Runs a user's code within the engine, whose errors are of this type: another error is quoted.
    static func wrapping<Result>(
        _ operation: String, _ body: () throws -> Result
    ) throws(TensorError) -> Result {
        do { return try body() } catch let error as TensorError { throw error } catch {
            throw TensorError(.gradient, operation, message: "threw \(error)")
        }
    }
}
