import Kernels

/// x Wᵀ + b for rows x: [n, inputs], [outputs, inputs], [outputs] → [n, outputs].
package struct LinearTransform: Operation {
    public static let name = "linear"
    public static let saves = Saves.inputs

    public init() {}

    public func infer(_ inputs: Triple) throws(TensorError) -> TensorSpec {
        let (x, weight, bias) = (inputs.first, inputs.second, inputs.third)
        guard x.rank == 2, weight.rank == 2, bias.rank == 1, x.size(1) == weight.size(1),
            bias.size(0) == weight.size(0)
        else {
            throw TensorError(
                .shape, Self.name, expected: "[n, inputs], [outputs, inputs] and [outputs]",
                got: "\(x.shape), \(weight.shape) and \(bias.shape)", inputs: [x, weight, bias])
        }
        guard x.dtype == weight.dtype, x.dtype == bias.dtype, x.dtype.isFloatingPoint else {
            throw TensorError(
                .dtype, Self.name, expected: "one floating-point type",
                got: "\(x.dtype), \(weight.dtype) and \(bias.dtype)",
                hint: "Convert the input with to(dtype:).", inputs: [x, weight, bias])
        }
        return TensorSpec([x.size(0), weight.size(0)], x.dtype)
    }

    public func forward(
        _ inputs: Triple, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        try product(inputs, spec, endingIn: nil)
    }

    fileprivate func product(
        _ inputs: Triple, _ spec: TensorSpec, endingIn ending: ProductEnding?
    ) throws(TensorError) -> Tensor {
        let result = try Tensor.empty(spec, operation: Self.name)
        try Matrix(inputs.first).times(
            Matrix(inputs.second).transposed, into: result,
            bias: inputs.third.compact(operation: Self.name), endingIn: ending)
        return result
    }

    public static let gradient = Gradient<LinearTransform>.rule(
        { context throws(TensorError) in
            let upstream = context.upstream
            try context.propagate(to: 0) { () throws(TensorError) in
                try upstream.matmul(context.input(1))
            }
            try context.propagate(to: 1) { () throws(TensorError) in
                try upstream.transpose(0, 1).matmul(context.input(0))
            }
            try context.propagate(to: 2) { () throws(TensorError) in try upstream.sum(dim: 0) }
        },
        fused: { context throws(TensorError) in
            let upstream = try context.upstream.compact(operation: name)
            let g = try Matrix(upstream)
            try context.propagate(to: 0) { () throws(TensorError) in
                let result = try Tensor.empty(context.spec(of: 0), operation: name)
                try g.times(Matrix(context.input(1)), into: result)
                return result
            }
            try context.propagate(to: 1) { () throws(TensorError) in
                let result = try Tensor.empty(context.spec(of: 1), operation: name)
                try g.transposed.times(Matrix(context.input(0)), into: result)
                return result
            }
            try context.propagate(to: 2) { () throws(TensorError) in
                let result = try Tensor.empty(context.spec(of: 2), operation: name)
                guard Kernels.Reduction.sumRows(result.body.view, upstream.body.view) else {
                    throw .outOfMemory(name, upstream.shape, upstream.dtype)
                }
                return result
            }
        })

    public static var samples: [Sample<LinearTransform>] {
        get throws {
            try [(3, 4, 2), (1, 2, 3)].enumerated().map { seed, sizes in
                let (n, inputs, outputs) = sizes
                return Sample(
                    "\(n) rows, \(inputs) to \(outputs)", LinearTransform(),
                    Triple(
                        try Samples.values([n, inputs], in: -2...2, seed: 3 * seed),
                        try Samples.values([outputs, inputs], in: -1...1, seed: 3 * seed + 1),
                        try Samples.values([outputs], in: -1...1, seed: 3 * seed + 2)))
            }
        }
    }
}

extension Tensor {
    /// This tensor's rows through a weight and bias: x Wᵀ + b.
    ///
    /// Shape: [..., inputs] with weight [outputs, inputs] and bias [outputs] → [..., outputs].
    ///
    /// - Throws: ``TensorError`` when the sizes or types do not fit.
    public func linear(weight: Tensor, bias: Tensor?) throws(TensorError) -> Tensor {
        guard rank > 0, weight.rank == 2, size(rank - 1) == weight.size(1) else {
            throw TensorError(
                .shape, LinearTransform.name,
                expected:
                    "[…, \(weight.rank == 2 ? weight.shape[1] : 0)] for weight \(weight.shape)",
                got: "\(shape)", inputs: [self, weight])
        }
        guard let bias else { return try matmul(weight.t()) }
        let rows = try LinearTransform()(Triple(rows(for: weight), weight, bias))
        return try withLeadingAxes(rows)
    }

    /// `function(linear(weight:bias:))` in one pass over the result, where nothing is recorded.
    ///
    /// - Returns: nil, and nothing is computed, where the two are to be called one after the other:
    ///   to be recorded, watched or converted, or to say what does not fit.
    package func linear(
        weight: Tensor, bias: Tensor, endingIn function: some ElementwiseUnary
    ) throws(TensorError) -> Tensor? {
        guard !isGradEnabled, !CallWatch.isOn, rank > 0, weight.rank == 2,
            size(rank - 1) == weight.size(1), let ending = function.ending(dtype)
        else { return nil }
        let operation = LinearTransform()
        let inputs = Triple(try rows(for: weight), weight, bias)
        guard let spec = try? operation.infer(inputs) else { return nil }
        return try withLeadingAxes(operation.product(inputs, spec, endingIn: ending))
    }

    private func rows(for weight: Tensor) throws(TensorError) -> Tensor {
        rank == 2 ? self : try reshape([count / Swift.max(weight.shape[1], 1), weight.shape[1]])
    }

    private func withLeadingAxes(_ rows: Tensor) throws(TensorError) -> Tensor {
        rank == 2 ? rows : try rows.reshape(Shape(shape.dropLast() + [rows.shape[1]]))
    }
}
