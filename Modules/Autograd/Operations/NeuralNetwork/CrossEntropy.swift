import Kernels

/// −log softmax(logits) at each row's label, in one pass: logits [rows, classes], and a target of
/// class indices of any shape with as many elements.
///
/// With weights w, smoothing ε and t[c] = (1 − ε) w[label] [c = label] + ε/classes w[c], a row's
/// loss is −Σ t log softmax(x), and its gradient softmax(x) Σ t − t. Rows of the ignored label
/// have loss and gradient 0.
///
/// Source: Bridle 1990, "Probabilistic interpretation of feedforward classification network
/// outputs"; label smoothing: Szegedy et al. 2016, section 7.
package struct CrossEntropy: Operation {
    public static let name = "crossEntropy"
    public static let saves = Saves.inputs

    /// A weight for each class, of the logits' type.
    public let weight: Tensor?
    /// The label of rows that count for nothing.
    public let ignoreIndex: Int
    /// The share of probability that is spread over all classes.
    public let labelSmoothing: Double
    /// What is made of the rows' losses; the mean divides by the sum of the labels' weights.
    public let reduction: Reduction

    /// What the gradient needs besides the logits.
    public struct Saved: Sendable {
        /// Contiguous `int64`, checked.
        let labels: Tensor
        /// What the upstream gradient is multiplied by.
        let factor: Double
    }

    public init(
        weight: Tensor? = nil, ignoreIndex: Int = -100, labelSmoothing: Double = 0,
        reduction: Reduction = .mean
    ) {
        self.weight = weight
        self.ignoreIndex = ignoreIndex
        self.labelSmoothing = labelSmoothing
        self.reduction = reduction
    }

    public func infer(_ inputs: Pair) throws(TensorError) -> TensorSpec {
        let (x, target) = (inputs.first, inputs.second)
        guard x.rank == 2, target.count == x.shape[0] else {
            throw TensorError(
                .shape, Self.name, expected: "logits [rows, classes] and a label for each row",
                got: "\(x.shape) and \(target.shape)", inputs: [x, target])
        }
        guard x.dtype.isFloatingPoint, target.dtype.isInteger else {
            throw TensorError(
                .dtype, Self.name, expected: "floating-point logits and integer labels",
                got: "\(x.dtype) and \(target.dtype)", inputs: [x, target])
        }
        if let weight, weight.shape != [x.shape[1]] {
            throw TensorError(
                .shape, Self.name, expected: "a weight for each of \(x.shape[1]) classes",
                got: "\(weight.shape)", inputs: [x, weight])
        }
        guard labelSmoothing >= 0, labelSmoothing <= 1 else {
            throw TensorError(
                .value, Self.name, expected: "labelSmoothing from 0 to 1", got: "\(labelSmoothing)")
        }
        return TensorSpec(reduction == .none ? target.shape : [], x.dtype)
    }

    public func forward(
        _ inputs: Pair, _ spec: TensorSpec, saving saved: inout Saved?
    ) throws(TensorError) -> Tensor {
        let x = try inputs.first.compact(operation: Self.name)
        let labels = try inputs.second.to(DType.int64).compact(operation: Self.name)
        let weight = try weight?.to(spec.dtype).compact(operation: Self.name)
        let target = target(labels, weight, classes: x.shape[1])
        if let row = target.firstOutside(rows: labels.count) {
            throw Self.outside(labels, row, classes: x.shape[1])
        }
        guard let loop = CrossEntropyLoop.kernel(spec.dtype) else {
            preconditionFailure("\(Self.name): no kernel for \(spec.dtype)")
        }
        let losses = try Tensor.empty(labels.shape, spec.dtype, operation: Self.name)
        loop(losses.body.view, x.body.view, target)
        let (count, total) = target.total(rows: labels.count, spec.dtype)
        withExtendedLifetime((x, weight)) {}
        // Where all is ignored the mean is 0/0, and its gradient 0.
        saved = Saved(labels: labels, factor: reduction == .mean && count > 0 ? 1 / total : 1)
        switch reduction {
        case .none: return losses
        case .sum: return losses.detach().sum()
        case .mean: return losses.detach().sum() / total
        }
    }

    /// The labels with this operation's options, for kernels; the tensors must be held meanwhile.
    fileprivate func target(_ labels: Tensor, _ weight: Tensor?, classes: Int) -> CrossEntropyTarget
    {
        CrossEntropyTarget(
            labels: labels.body.view, weights: weight?.body.view, classes: classes,
            ignoreIndex: ignoreIndex, smoothing: labelSmoothing)
    }

    /// That the label of a row, counted through all axes, is no class.
    package static func outside(
        _ labels: Tensor, _ row: Int, classes: Int, _ operation: String = name
    ) -> TensorError {
        var rest = row
        let place = labels.shape.reversed().map { size in
            defer { rest /= size }
            return rest % size
        }
        return TensorError(
            .index, operation,
            expected: classes == 0
                ? "no labels, as there are no classes"
                : "labels from 0 to \(classes - 1), for \(classes) classes",
            got: "\(labels.toArray(as: Int.self)[row]) at \(place.reversed() as [Int])",
            hint: "Mark targets that are to be left out by ignoreIndex.", inputs: [labels])
    }

    public static let gradient = Gradient<CrossEntropy>.rule(
        { context throws(TensorError) in
            try context.propagate { () throws(TensorError) in try context.composedGradient() }
        },
        fused: { context throws(TensorError) in
            try context.propagate { () throws(TensorError) in try context.fusedGradient() }
        })

    public static var samples: [Sample<CrossEntropy>] {
        get throws {
            let x = try Samples.values([4, 3], in: -2...2)
            let labels = try Tensor([2, 0, 1, 0])
            let weight = try Tensor([0.5, 2, 1.25], dtype: .float64)
            return [
                Sample("mean", CrossEntropy(), Pair(x, labels)),
                Sample("sum", CrossEntropy(reduction: .sum), Pair(x, labels)),
                Sample(
                    "none, labels of two dims", CrossEntropy(reduction: .none),
                    Pair(x, try labels.reshape(2, 2))),
                Sample("weights", CrossEntropy(weight: weight), Pair(x, labels)),
                Sample("ignored", CrossEntropy(ignoreIndex: 0), Pair(x, labels)),
                Sample("smoothing", CrossEntropy(labelSmoothing: 0.3), Pair(x, labels)),
                Sample(
                    "all options",
                    CrossEntropy(
                        weight: weight, ignoreIndex: 1, labelSmoothing: 0.2, reduction: .none),
                    Pair(x, labels)),
                Sample(
                    "weighted mean of what is not ignored",
                    CrossEntropy(weight: weight, ignoreIndex: 1, labelSmoothing: 0.2),
                    Pair(x, try labels.to(dtype: .int32))),
            ]
        }
    }
}

extension GradientContext<CrossEntropy> {
    /// (softmax Σt − t) g in one kernel.
    fileprivate func fusedGradient() throws(TensorError) -> Tensor {
        let x = try input(0).compact(operation: CrossEntropy.name)
        let g = try upstream.compact(operation: CrossEntropy.name)
        let weight = try operation.weight?.to(x.dtype).compact(operation: CrossEntropy.name)
        guard let loop = CrossEntropyGradientLoop.kernel(x.dtype) else {
            preconditionFailure("\(CrossEntropy.name): no gradient kernel for \(x.dtype)")
        }
        let result = try Tensor.empty(x.shape, x.dtype, operation: CrossEntropy.name)
        let each = operation.reduction == .none
        loop(
            result.body.view, upstream: g.body.view.reshaped(each ? [g.count] : []),
            factor: saved.factor, x.body.view,
            operation.target(saved.labels, weight, classes: x.shape[1]), rows: x.shape[0])
        return withExtendedLifetime((x, g, weight)) { result }
    }

    /// The same in tensor operations.
    fileprivate func composedGradient() throws(TensorError) -> Tensor {
        let x = input(0)
        guard x.count > 0 else { return try Tensor.zeros(x.shape, dtype: x.dtype) }
        let t = try probabilities(rows: x.shape[0], classes: x.shape[1], x.dtype)
        let g = operation.reduction == .none ? try upstream.reshape(x.shape[0], 1) : upstream
        let difference = try x.softmax(dim: 1) * t.sum(dim: 1, keepDim: true) - t
        return try difference * (g * saved.factor)
    }

    /// t, what softmax is compared with; rows that are ignored are 0.
    private func probabilities(
        rows: Int, classes: Int, _ dtype: DType
    ) throws(TensorError) -> Tensor {
        let labels = try saved.labels.reshape(rows)
        let kept = labels .!= operation.ignoreIndex
        let safe = try `where`(kept, labels, Tensor.zeros(rows, dtype: .int64))
        let ones = try Tensor.ones(classes, dtype: dtype)
        let weight = try operation.weight?.detach().to(dtype: dtype) ?? ones
        let counts = try kept.to(dtype: dtype)
        let chosen = try weight.indexSelect(dim: 0, safe) * counts
        let t = try ScatterAdd(dim: 1, into: [rows, classes])(
            Pair(chosen.unsqueeze(dim: 1), safe.unsqueeze(dim: 1)))
        let spread = try counts.unsqueeze(dim: 1) * weight
        return try t * (1 - operation.labelSmoothing)
            + spread * (operation.labelSmoothing / Double(classes))
    }
}
