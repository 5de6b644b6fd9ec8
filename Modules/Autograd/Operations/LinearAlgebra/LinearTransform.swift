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
        let result = try Tensor.empty(spec, operation: Self.name)
        try Matrix(inputs.first).times(
            Matrix(inputs.second).transposed, into: result,
            bias: inputs.third.compact(operation: Self.name))
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
        if rank == 2 { return try LinearTransform()(Triple(self, weight, bias)) }
        let rows = try reshape([count / Swift.max(weight.shape[1], 1), weight.shape[1]])
        return try LinearTransform()(Triple(rows, weight, bias))
            .reshape(Shape(shape.dropLast() + [weight.shape[0]]))
    }
}
