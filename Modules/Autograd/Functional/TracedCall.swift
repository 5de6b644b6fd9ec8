/// One call of a function that is differentiated as a whole, with tracked inputs of its own.
struct TracedCall {
    /// What errors are named after.
    let operation: String
    let inputs: [Tensor]
    let outputs: [Tensor]
    /// Whether an input that an output does not depend on is an error.
    let isStrict: Bool

    /// Calls `function`, recorded also within `noGrad`.
    ///
    /// - Parameter createGraph: Whether what comes of it leads back to tracked `inputs`.
    init(
        _ operation: String, _ function: ([Tensor]) throws -> [Tensor], at inputs: [Tensor],
        createGraph: Bool, strict: Bool = false
    ) throws {
        self.operation = operation
        isStrict = strict
        (self.inputs, outputs) = try enableGrad {
            let tracked = try inputs.map { input throws(TensorError) in
                // A node of the call's own, so that other uses of the tensor do not count.
                if createGraph, input.requiresGrad { return try input.reshape(input.shape) }
                var leaf = input.detach()
                try leaf.requireGrad()
                return leaf
            }
            return (tracked, try function(tracked))
        }
    }

    /// The gradients of Σ upstream · output; zeros for an input that none depends on.
    func gradients(
        _ upstreams: [Tensor], retainGraph: Bool = false, createGraph: Bool
    ) throws(TensorError) -> [Tensor] {
        try gradients(
            of: outputs, wrt: inputs, upstreams, retainGraph: retainGraph, createGraph: createGraph)
    }

    /// The gradients of Σ upstream · root of `targets`; zeros for one that no root depends on.
    func gradients(
        of roots: [Tensor], wrt targets: [Tensor], _ upstreams: [Tensor], retainGraph: Bool = false,
        createGraph: Bool
    ) throws(TensorError) -> [Tensor] {
        let tracked = roots.indices.filter { roots[$0].requiresGrad }
        let found =
            tracked.isEmpty
            ? targets.map { _ in nil }
            : try grad(
                of: tracked.map { roots[$0] }, wrt: targets,
                gradients: tracked.map { upstreams[$0] }, retainGraph: retainGraph || createGraph,
                createGraph: createGraph, allowUnused: true)
        if isStrict, let index = found.firstIndex(where: { $0 == nil }) {
            throw TensorError(
                .gradient, operation, expected: "outputs that depend on every input",
                got: "input \(index), which they do not depend on",
                hint: "Without strict: true its derivative is zero.")
        }
        var result: [Tensor] = []
        for (target, gradient) in zip(targets, found) {
            if let gradient {
                result.append(gradient)
            } else {
                result.append(try .zeros(like: target))
            }
        }
        return result
    }

    /// The outputs as they are returned: part of a graph or not.
    func result(createGraph: Bool) -> [Tensor] {
        if createGraph { return outputs }
        var result = outputs
        for index in result.indices { result[index] = result[index].untracked() }
        return result
    }

    /// Vectors that must have the shapes of `tensors`; by default ones for a single number.
    func vectors(
        _ vectors: [Tensor]?, like tensors: [Tensor], _ what: String
    ) throws(TensorError) -> [Tensor] {
        guard let vectors else {
            guard tensors.count == 1, tensors[0].count == 1 else {
                throw TensorError(
                    .shape, operation, expected: "v, with a tensor for each \(what)", got: "none",
                    hint: "Only where there is one \(what) of one number is v 1 by default.",
                    inputs: tensors)
            }
            return [try .ones(tensors[0].shape, dtype: tensors[0].dtype)]
        }
        guard vectors.map(\.shape) == tensors.map(\.shape) else {
            throw TensorError(
                .shape, operation, expected: "v of the shapes \(tensors.map(\.shape))",
                got: "\(vectors.map(\.shape))", inputs: vectors)
        }
        var converted: [Tensor] = []
        for (vector, tensor) in zip(vectors, tensors) {
            converted.append(try vector.to(dtype: tensor.dtype))
        }
        return converted
    }

    /// The gradients of the one output, a single number, tracked themselves.
    func trackedGradients() throws(TensorError) -> [Tensor] {
        guard outputs.count == 1, outputs[0].count == 1 else {
            throw TensorError(
                .shape, operation, expected: "a function with one number as its result",
                got: "\(outputs.map(\.shape))", inputs: outputs)
        }
        return try gradients(vectors(nil, like: outputs, "output"), createGraph: true)
    }
}
