import Autograd
import Losses

/// |x − y|, with parts that its conformers get wrong.
protocol FaultyLoss: ReducingLoss { var reduction: Autograd.Reduction { get } }

extension FaultyLoss {
    static var lossName: String { "test.\(Self.self)" }

    func reduced(_ losses: Tensor) -> Tensor {
        switch reduction {
        case .none: losses
        case .mean: losses.mean()
        case .sum: losses.sum()
        }
    }

    func requireShapes(_ x: Tensor, _ y: Tensor) throws {
        guard x.shape == y.shape else {
            throw TensorError(.shape, Self.lossName, expected: "\(x.shape)", got: "\(y.shape)")
        }
    }
}

/// Nothing is wrong with it.
struct FaultlessLoss: FaultyLoss {
    let reduction: Autograd.Reduction
    init(reduction: Autograd.Reduction) { self.reduction = reduction }
    func callAsFunction(_ x: Tensor, _ y: Tensor) throws -> Tensor {
        try requireShapes(x, y)
        return reduced(try (x - y).abs())
    }
}

/// No gradient reaches the target.
struct DetachedTarget: FaultyLoss {
    let reduction: Autograd.Reduction
    init(reduction: Autograd.Reduction) { self.reduction = reduction }
    func callAsFunction(_ x: Tensor, _ y: Tensor) throws -> Tensor {
        try requireShapes(x, y)
        return reduced(try (x - y.detach()).abs())
    }
}

/// The mean divides by the rows.
struct WrongMean: FaultyLoss {
    let reduction: Autograd.Reduction
    init(reduction: Autograd.Reduction) { self.reduction = reduction }
    func callAsFunction(_ x: Tensor, _ y: Tensor) throws -> Tensor {
        try requireShapes(x, y)
        let losses = try (x - y).abs()
        return reduction == .mean ? losses.sum() * (1 / Double(x.shape[0])) : reduced(losses)
    }
}

/// The sum is twice what it should be.
struct WrongSum: FaultyLoss {
    let reduction: Autograd.Reduction
    init(reduction: Autograd.Reduction) { self.reduction = reduction }
    func callAsFunction(_ x: Tensor, _ y: Tensor) throws -> Tensor {
        try requireShapes(x, y)
        let losses = try (x - y).abs()
        return reduction == .sum ? losses.sum() * 2 : reduced(losses)
    }
}

/// Targets of another shape are broadcast or cut.
struct AcceptsShortTargets: FaultyLoss {
    let reduction: Autograd.Reduction
    init(reduction: Autograd.Reduction) { self.reduction = reduction }
    func callAsFunction(_ x: Tensor, _ y: Tensor) throws -> Tensor {
        let rows = min(x.shape[0], y.shape[0])
        return reduced(
            try
                (x.narrow(dim: 0, start: 0, length: rows) - y.narrow(dim: 0, start: 0, length: rows))
                .abs())
    }
}

/// An empty batch is an error.
struct RefusesNothing: FaultyLoss {
    let reduction: Autograd.Reduction
    init(reduction: Autograd.Reduction) { self.reduction = reduction }
    func callAsFunction(_ x: Tensor, _ y: Tensor) throws -> Tensor {
        try requireShapes(x, y)
        guard x.count > 0 else {
            throw TensorError(.value, Self.lossName, expected: "a batch", got: "nothing")
        }
        return reduced(try (x - y).abs())
    }
}

/// The mean over nothing is 0.
struct MeanOfNothing: FaultyLoss {
    let reduction: Autograd.Reduction
    init(reduction: Autograd.Reduction) { self.reduction = reduction }
    func callAsFunction(_ x: Tensor, _ y: Tensor) throws -> Tensor {
        try requireShapes(x, y)
        let losses = try (x - y).abs()
        return x.count == 0 && reduction == .mean ? losses.sum() : reduced(losses)
    }
}

/// Results are always `float64`.
struct DoubleLoss: FaultyLoss {
    let reduction: Autograd.Reduction
    init(reduction: Autograd.Reduction) { self.reduction = reduction }
    func callAsFunction(_ x: Tensor, _ y: Tensor) throws -> Tensor {
        try requireShapes(x, y)
        return reduced(try (x - y).abs().to(dtype: .float64))
    }
}

/// Gives no samples, and none can be found.
struct WithoutSamplesLoss: Loss {
    static let lossName = "test.withoutSamples"
    func callAsFunction(_ x: Tensor, _ y: Tensor) throws -> Tensor { try (x - y).sum() }
}
