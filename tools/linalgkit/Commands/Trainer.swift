import LinAlgKit

/// A training run: goes on from wherever its record stands.
package final class Trainer {
    /// How a call of ``run(until:display:isInterrupted:save:)`` ended.
    package enum Outcome {
        case finished, interrupted
    }

    package let data: LabelledData
    package let specification: ModelSpecification
    package let model: Sequential
    package let split: Split
    package private(set) var record: TrainingRecord
    private let generator: Generator
    private let optimizer: any Optimizer
    private let scheduler: (any Scheduler)?

    /// A run from its start.
    package convenience init(
        _ data: LabelledData, _ specification: ModelSpecification, _ options: TrainingOptions,
        epochs: Int
    ) throws {
        let id = String(UInt64.random(in: .min ... .max), radix: 16)
        try self.init(
            data, specification,
            TrainingRecord(
                run: id, data: data.name, dataDigest: data.digest,
                sampleShape: Array(data.sampleShape), task: data.task, options: options,
                epochs: epochs,
                generator: RandomStream.model.generator(seed: options.seed).state))
    }

    /// A run that goes on from a checkpoint.
    package convenience init(resuming checkpoint: Checkpoint, _ data: LabelledData) throws {
        try self.init(data, checkpoint.specification, checkpoint.record)
        try model.loadStateDict(checkpoint.weights)
        try optimizer.loadStateDict(checkpoint.optimizer)
        // The state has the rate that the schedule had made of it; that comes again below.
        optimizer.lr = record.options.lr
        if let state = record.scheduler { try scheduler?.load(state) }
        generator.state = record.generator
    }

    private init(
        _ data: LabelledData, _ specification: ModelSpecification, _ record: TrainingRecord
    ) throws {
        self.data = data
        self.specification = specification
        self.record = record
        let options = record.options
        split = try Split(count: data.count, fraction: options.testFraction, seed: options.seed)
        generator = RandomStream.model.generator(seed: options.seed)
        model = try Sequential(specification, generator: generator)
        optimizer = try options.optimizer.build(model.parameters(), options)
        scheduler = try options.scheduler.build(optimizer, options)
    }

    /// Batches of an epoch. A last batch of one sample joins the one before it, since batch
    /// normalization has nothing to measure on it.
    package var batchesPerEpoch: Int {
        let (size, count) = (record.options.batch, split.training.count)
        let batches = (count + size - 1) / size
        return size > 1 && count > size && count % size == 1 ? batches - 1 : batches
    }

    /// Trains until so many epochs are done or, after the batch under way, `isInterrupted`.
    ///
    /// - Parameter save: Called after each epoch and when interrupted.
    package func run(
        until epochs: Int, display: ProgressDisplay, isInterrupted: () -> Bool,
        save: () throws -> Void
    ) throws -> Outcome {
        record.epochs = epochs
        model.train()
        while record.epoch < epochs {
            let order = try Tensor.randperm(
                split.training.count,
                generator: RandomStream.shuffle(epoch: record.epoch).generator(
                    seed: record.options.seed)
            ).toArray(as: Int.self)
            while record.batch < batchesPerEpoch {
                if isInterrupted() {
                    try save()
                    return .interrupted
                }
                try trainBatch(order)
                display.batchDone(record, of: batchesPerEpoch, samples: split.training.count)
            }
            try finishEpoch(display)
            try save()
        }
        return .finished
    }

    private func trainBatch(_ order: [Int]) throws {
        let size = record.options.batch
        let start = record.batch * size
        let isLast = record.batch == batchesPerEpoch - 1
        let part = order[start..<(isLast ? order.count : start + size)].map { split.training[$0] }
        let indices = try Tensor(part, shape: [part.count])
        let targets = try data.y.indexSelect(dim: 0, indices)
        optimizer.zeroGrad()
        let outputs = try model(data.x.indexSelect(dim: 0, indices))
        let loss = try data.task.loss(outputs, targets)
        let value = try loss.item()
        guard value.isFinite else {
            throw CommandError(
                "epoch \(record.epoch + 1), batch \(record.batch + 1)",
                expected: "a finite loss", got: "\(value)",
                advice: "Try a smaller --lr than \(record.options.lr), and look for NaN in the "
                    + "data with linalgkit inspect. What was saved before stays.")
        }
        try loss.backward()
        try optimizer.step()
        record.measured.add(
            loss: value, correct: try data.task.correctCount(outputs, targets), count: part.count)
        record.batch += 1
        record.step += 1
    }

    private func finishEpoch(_ display: ProgressDisplay) throws {
        let heldOut = try measureHeldOut()
        let measured = record.measured
        record.epoch += 1
        record.batch = 0
        record.measured = Measurement()
        display.epochDone(record, measured, heldOut, lr: optimizer.lr)
        scheduler?.step()
    }

    /// Loss and accuracy over what is held out; nil when nothing is.
    package func measureHeldOut() throws -> Measurement? {
        guard !split.heldOut.isEmpty else { return nil }
        return try Predictor(model: model).measure(split.heldOut, in: data)
    }

    /// The run as it stands.
    package func checkpoint() -> Checkpoint {
        record.generator = generator.state
        record.scheduler = scheduler?.state
        return Checkpoint(
            specification: specification, record: record, weights: model.stateDict(),
            optimizer: optimizer.stateDict())
    }

    /// Saves the run as it stands.
    package func save(to files: CheckpointFiles) throws {
        var checkpoint = checkpoint()
        try files.write(&checkpoint)
        record = checkpoint.record
    }

    /// Notes which weights the first save will replace.
    package func replace(weights: String?) { record.replacedWeights = weights }
}
