// Trains with every optimizer, in one go or in two processes:
//
//     resume-trial whole FOLDER     all steps
//     resume-trial first FOLDER     half of them; saves a checkpoint
//     resume-trial second FOLDER    goes on from it
//
// `whole` and `second` write where they end, as checkpoints that must be the same to the bit.

import Foundation
import Layers
import Losses
import ReferenceSupport
import Training

/// A run in which everything is in play that a checkpoint has to keep: dropout, running statistics,
/// a shuffled order, random changes of the data, prefetching, and two schedules.
struct Trial {
    static let steps = 14
    // In the middle of the second epoch, which has five batches.
    static let half = 7

    let model: Sequential
    let optimizer: any Optimizer
    let schedulers: [any Scheduler]
    let loader: DataLoader<Example>
    var checkpoint: Checkpoint
    var step = 0

    init(_ reference: OptimizerReference, seed: UInt64) throws {
        let generator = Generator(seed: seed)
        model = try Sequential(
            Linear(3, 6, generator: generator), BatchNorm1d(6), Tanh(),
            Dropout(0.3, generator: generator), Linear(6, 2, generator: generator))
        // Muon is for matrices alone.
        let parameters = model.parameters().filter {
            reference.name != "Muon" || $0.value.rank == 2
        }
        optimizer = try reference.optimizer(of: parameters, lr: 0.01)
        schedulers = [
            try StepLR(optimizer, stepSize: 4, gamma: 0.7),
            try ExponentialLR(optimizer, gamma: 0.9),
        ]
        let source = Generator(seed: 1)
        let data = try TensorDataset(
            Tensor.randn(18, 3, generator: source), Tensor.randn(18, 2, generator: source))
        loader = try DataLoader(data, batchSize: 4, shuffle: true, seed: seed, prefetch: 2) {
            let noise = try Tensor.normal($0.x.shape, std: 0.1, generator: $1)
            return Example(try $0.x + noise, $0.y)
        }
        checkpoint = Checkpoint(
            model: model, optimizers: [optimizer], schedulers: schedulers,
            generators: ["dropout": generator], loader: loader)
    }

    mutating func train(until end: Int) throws {
        while step < end {
            for batch in loader {
                let batch = try batch.get()
                func loss() throws -> Tensor {
                    optimizer.zeroGrad()
                    let loss = try mseLoss(model(batch.x), batch.y)
                    try loss.backward()
                    return loss
                }
                if let minimizer = optimizer as? LBFGS {
                    try minimizer.step(closure: loss)
                } else {
                    _ = try loss()
                    try optimizer.step()
                }
                for scheduler in schedulers { scheduler.step() }
                step += 1
                if step == end { break }
            }
        }
    }
}

let (part, folder) = (CommandLine.arguments[1], CommandLine.arguments[2])
for reference in OptimizerReference.all {
    let path = "\(folder)/\(reference.name)"
    switch part {
    case "whole":
        var trial = try Trial(reference, seed: 5)
        try trial.train(until: Trial.steps)
        try trial.checkpoint.save(to: "\(path).whole.npz")
    case "first":
        var trial = try Trial(reference, seed: 5)
        try trial.train(until: Trial.half)
        try trial.checkpoint.save(to: "\(path).half.npz")
    default:
        // Another seed: nothing may depend on how the objects began.
        var trial = try Trial(reference, seed: 6)
        try trial.checkpoint.load(from: "\(path).half.npz")
        trial.step = Trial.half
        try trial.train(until: Trial.steps)
        try trial.checkpoint.save(to: "\(path).second.npz")
    }
}
