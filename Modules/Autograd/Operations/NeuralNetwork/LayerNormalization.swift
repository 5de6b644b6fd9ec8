import Kernels

/// (x − mean) / √(variance + ε) · weight + bias over the last axes, of [x], [x, weight] or [x,
/// weight, bias].
///
/// Source: Ba, Kiros and Hinton 2016, "Layer normalization", equation 4.
package struct LayerNormalization: Operation {
    public static let name = "layerNorm"
    public static let saves = Saves.inputs

    /// The sizes of the axes to normalise over, which are the last.
    public let shape: Shape
    /// Added to the variance, inside the root.
    public let eps: Double

    /// Mean and 1/√(variance + ε) of each row.
    public struct Saved: Sendable {
        let mean, inverse: Tensor
    }

    public init(_ shape: Shape, eps: Double = 1e-5) {
        self.shape = shape
        self.eps = eps
    }

    public func infer(_ inputs: [Tensor]) throws(TensorError) -> TensorSpec {
        guard let x = inputs.first, inputs.count <= 3 else {
            preconditionFailure("layerNorm takes an input, a weight and a bias")
        }
        guard shape.count > 0, x.rank >= shape.count, Shape(x.shape.suffix(shape.count)) == shape,
            inputs.dropFirst().allSatisfy({ $0.shape == shape })
        else {
            throw TensorError(
                .shape, Self.name,
                expected: "an input [..., \(shape.map(String.init).joined(separator: ", "))], and "
                    + "weight and bias \(shape)",
                got: inputs.map { "\($0.shape)" }.joined(separator: ", "), inputs: inputs)
        }
        guard x.dtype.isFloatingPoint, inputs.allSatisfy({ $0.dtype == x.dtype }) else {
            throw TensorError(
                .dtype, Self.name, expected: "one floating-point type",
                got: inputs.map { "\($0.dtype)" }.joined(separator: ", "), inputs: inputs)
        }
        return TensorSpec(x.shape, x.dtype)
    }

    public func forward(
        _ inputs: [Tensor], _ spec: TensorSpec, saving saved: inout Saved?
    ) throws(TensorError) -> Tensor {
        let inputs = try inputs.map { tensor throws(TensorError) in
            try tensor.compact(operation: Self.name)
        }
        guard let loop = LayerNormLoop.kernel(spec.dtype) else {
            preconditionFailure("\(Self.name): no kernel for \(spec.dtype)")
        }
        let rows = Shape(spec.shape.dropLast(shape.count)).elementCount
        let result = try Tensor.empty(spec.shape, spec.dtype, operation: Self.name)
        let mean = try Tensor.empty([rows], spec.dtype, operation: Self.name)
        let inverse = try Tensor.empty([rows], spec.dtype, operation: Self.name)
        loop(
            result.body.view, mean: mean.body.view, inverse: inverse.body.view, inputs[0].body.view,
            weight: inputs.count > 1 ? inputs[1].body.view : nil,
            bias: inputs.count > 2 ? inputs[2].body.view : nil, eps: eps)
        saved = Saved(mean: mean, inverse: inverse)
        return withExtendedLifetime(inputs) { result }
    }

    public static let gradient = Gradient<LayerNormalization>.rule(
        { context throws(TensorError) in try context.composedGradients() },
        fused: { context throws(TensorError) in try context.fusedGradients() })

    public static var samples: [Sample<LayerNormalization>] {
        get throws {
            let x = try Samples.values([3, 4], in: -2...2)
            let cube = try Samples.values([2, 2, 3], in: -2...2, seed: 1)
            let weight = try Samples.values([4], in: 0.5...2, seed: 2)
            let bias = try Samples.values([4], in: -1...1, seed: 3)
            return [
                Sample("input alone", LayerNormalization([4]), [x]),
                Sample("weight", LayerNormalization([4]), [x, weight]),
                Sample("weight and bias", LayerNormalization([4], eps: 0.1), [x, weight, bias]),
                Sample(
                    "two axes", LayerNormalization([2, 3]),
                    [
                        cube, try Samples.values([2, 3], in: 0.5...2, seed: 4),
                        try Samples.values([2, 3], in: -1...1, seed: 5),
                    ]),
                Sample("all axes", LayerNormalization([3, 4]), [x]),
            ]
        }
    }
}

extension GradientContext<LayerNormalization> {
    fileprivate var leading: [Int] { Array(0..<shape().count - operation.shape.count) }
    fileprivate var normalized: [Int] {
        Array(shape().count - operation.shape.count..<shape().count)
    }

    /// All three gradients from one pass of the kernel.
    fileprivate func fusedGradients() throws(TensorError) {
        let name = LayerNormalization.name
        let x = try input(0).compact(operation: name)
        guard x.count > 0 else { return try composedGradients() }
        let g = try upstream.compact(operation: name)
        let weight = inputCount > 1 ? try input(1).compact(operation: name) : nil
        guard let loop = LayerNormGradientLoop.kernel(x.dtype) else {
            preconditionFailure("\(name): no gradient kernel for \(x.dtype)")
        }
        let (rows, columns) = (saved.mean.count, operation.shape.elementCount)
        let each = LayerNormGradientLoop.blockRows(rows: rows, columns: columns)
        let sums: Shape = [(rows + each - 1) / each, columns]
        func result(_ index: Int, _ shape: Shape) throws(TensorError) -> Tensor? {
            guard index < inputCount, needs(index) else { return nil }
            return try Tensor.empty(shape, x.dtype, operation: name)
        }
        let (dx, dw, db) = (try result(0, x.shape), try result(1, sums), try result(2, sums))
        loop(
            dx: dx?.body.view, weights: dw?.body.view, biases: db?.body.view,
            upstream: g.body.view, x.body.view, mean: saved.mean.body.view,
            inverse: saved.inverse.body.view, weight: weight?.body.view)
        withExtendedLifetime((x, g, weight)) {}
        if let dx { try propagate(to: 0) { () throws(TensorError) in dx } }
        for (index, partial) in [(1, dw), (2, db)] {
            guard let partial else { continue }
            try propagate(to: index) { () throws(TensorError) in
                try partial.sum(dim: 0).reshape(operation.shape)
            }
        }
    }

    /// The same in tensor operations, with mean and deviation computed anew from the input.
    fileprivate func composedGradients() throws(TensorError) {
        let (x, g) = (input(0), upstream)
        let axes = normalized
        let centred = try x - x.mean(dims: axes, keepDim: true)
        let variance = try centred.square().mean(dims: axes, keepDim: true)
        let inverse = (variance + operation.eps).sqrt().reciprocal()
        let unit = try centred * inverse
        try propagate(to: 0) { () throws(TensorError) in
            let h = inputCount > 1 ? try g * input(1) : g
            let means = try h.mean(dims: axes, keepDim: true)
            let slopes = try (h * unit).mean(dims: axes, keepDim: true)
            return try inverse * (h - means - unit * slopes)
        }
        // `sum(dims: [])` is the sum over all axes.
        func total(_ terms: Tensor) throws(TensorError) -> Tensor {
            leading.isEmpty ? terms : try terms.sum(dims: leading)
        }
        if inputCount > 1 {
            try propagate(to: 1) { () throws(TensorError) in try total(g * unit) }
        }
        if inputCount > 2 { try propagate(to: 2) { () throws(TensorError) in try total(g) } }
    }
}

extension Tensor {
    /// (x − mean) / √(variance + ε) · weight + bias, with mean and (biased) variance over the last
    /// axes; a row of equal elements gives the bias.
    ///
    /// Shape: [..., normalizedShape] with weight and bias of `normalizedShape` → the same.
    ///
    /// Gradient: to input, weight and bias.
    ///
    /// Accuracy: two passes; sums in eight lanes over pieces of 4096, added in `float64`.
    ///
    /// - Parameter eps: Added to the variance, inside the root; with 0, equal elements give NaN.
    /// - Throws: ``TensorError`` when the last axes do not have `normalizedShape`, weight or bias
    ///   have another shape, or types differ.
    ///
    /// Source: Ba, Kiros and Hinton 2016, "Layer normalization", equation 4.
    public func layerNorm(
        _ normalizedShape: Shape, weight: Tensor? = nil, bias: Tensor? = nil, eps: Double = 1e-5
    ) throws(TensorError) -> Tensor {
        let operation = LayerNormalization(normalizedShape, eps: eps)
        var inputs = [self]
        if let weight {
            inputs.append(weight)
        } else if bias != nil {
            inputs.append(try Tensor.ones(normalizedShape, dtype: dtype))
        }
        if let bias { inputs.append(bias) }
        return try operation(inputs)
    }
}
