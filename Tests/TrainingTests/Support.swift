import Losses
import TestSupport
import Training

/// A small run with all parts, which may differ in one of them.
struct Run {
    enum Change: CaseIterable {
        case model, optimizer, optimizers, scheduler, schedulers, generators, loader, noLoader

        /// What the error says.
        var complaint: String {
            switch self {
            case .model: "\"0.weight\" is [5, 3], in the model [6, 3]"
            case .optimizer:
                "optimizers.0: loadStateDict: expected the state of SGD; got that of Adam"
            case .optimizers: "optimizers: expected 2; got 1"
            case .scheduler: "schedulers.0: load: expected the state of a StepLR"
            case .schedulers: "schedulers: expected 0; got 1"
            case .generators: "generators: expected [\"other\"]; got [\"dropout\"]"
            case .loader: "loader: DataLoader: expected the state of BatchSampler(RandomSampler(18"
            case .noLoader: "loader: expected none; got the contrary"
            }
        }

        /// How many parts do not fit: the optimizer's tensors go with the model's.
        var problems: Int { self == .model ? 2 : 1 }
    }

    let model: Sequential
    let optimizer: any Optimizer
    let loader: DataLoader<Example>
    var checkpoint: Checkpoint

    init(seed: UInt64, _ change: Change? = nil) throws {
        let generator = Generator(seed: seed)
        let width = change == .model ? 6 : 5
        model = try Sequential(
            Linear(3, width, generator: generator), Dropout(0.2, generator: generator),
            Linear(width, 2, generator: generator))
        let parameters = model.parameters()
        optimizer =
            change == .optimizer
            ? try SGD(parameters, lr: 0.1, momentum: 0.9) : try Adam(parameters, lr: 0.1)
        let scheduler: any Scheduler =
            change == .scheduler
            ? try StepLR(optimizer, stepSize: 2) : try ExponentialLR(optimizer, gamma: 0.9)
        let data = try TensorDataset(
            Tensor.randn(18, 3, generator: Generator(seed: 3)), Tensor.zeros(18, 2))
        loader = try DataLoader(
            data, batchSize: change == .loader ? 5 : 4, shuffle: true, seed: seed)
        checkpoint = Checkpoint(
            model: model,
            optimizers: change == .optimizers
                ? [optimizer, try SGD(parameters, lr: 1)] : [optimizer],
            schedulers: change == .schedulers ? [] : [scheduler],
            generators: [change == .generators ? "other" : "dropout": generator],
            loader: change == .noLoader ? nil : loader)
    }

    func train(batches: Int) throws {
        for batch in loader.prefix(batches) {
            let batch = try batch.get()
            optimizer.zeroGrad()
            try mseLoss(model(batch.x), batch.y).backward()
            try optimizer.step()
        }
    }

    /// Everything that a load could change, but the extras.
    func bits() throws -> [String: Bits] {
        var contents = checkpoint.contents
        contents.extra = [:]
        return try Dictionary(
            uniqueKeysWithValues: contents.stateDict().map { ($0.name, try Bits($0.tensor)) })
    }
}
