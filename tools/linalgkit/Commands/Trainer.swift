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
    package let split: TrainTestSplit
    package private(set) var record: TrainingRecord
    private let optimizer: any Optimizer
    private let scheduler: (any Scheduler)?
    private let loader: DataLoader<Example>
    /// The loop through the epoch under way.
    private var batches: DataLoader<Example>.Iterator?
    /// All of these, to be saved.
    private var checkpoint: Checkpoint

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
                epochs: epochs))
    }

    /// A run that goes on from where it was saved.
    package convenience init(resuming run: SavedRun, _ data: LabelledData) throws {
        try self.init(data, run.specification, run.record)
        try checkpoint.load(run.contents)
    }

    private init(
        _ data: LabelledData, _ specification: ModelSpecification, _ record: TrainingRecord
    ) throws {
        self.data = data
        self.specification = specification
        self.record = record
        let options = record.options
        split = try TrainTestSplit(
            count: data.count, fraction: options.testFraction, seed: options.seed)
        let generator = Generator(seed: options.seed)
        model = try Sequential(specification, generator: generator)
        optimizer = try options.optimizer.build(model.parameters(), options)
        scheduler = try options.scheduler.build(optimizer, options)
        // Batch normalization has nothing to measure on a last batch of one.
        let batches = try BatchSampler(
            RandomSampler(split.training.count), batchSize: options.batch,
            minBatchSize: min(2, options.batch))
        loader = try DataLoader(
            TensorDataset(data.x, data.y).subset(split.training), batches: batches,
            seed: options.seed)
        checkpoint = Checkpoint(
            model: model, optimizers: [optimizer], schedulers: scheduler.map { [$0] } ?? [],
            generators: ["model": generator], loader: loader)
    }

    /// Batches of an epoch. A last batch of one sample joins the one before it.
    package var batchesPerEpoch: Int { loader.count }

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
            let batches = self.batches ?? loader.makeIterator()
            self.batches = batches
            while record.batch < batchesPerEpoch {
                if isInterrupted() {
                    try save()
                    return .interrupted
                }
                guard let batch = try batches.next()?.get() else { break }
                try train(on: batch)
                display.batchDone(record, of: batchesPerEpoch, samples: split.training.count)
            }
            // The end, which the loader takes for the epoch's.
            _ = batches.next()
            self.batches = nil
            try finishEpoch(display)
            try save()
        }
        return .finished
    }

    private func train(on batch: Example) throws {
        optimizer.zeroGrad()
        let outputs = try model(batch.x)
        let loss = try data.task.loss(outputs, batch.y)
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
            loss: value, correct: try data.task.correctCount(outputs, batch.y),
            count: batch.x.shape[0])
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
    package var saved: SavedRun {
        SavedRun(specification: specification, record: record, contents: checkpoint.contents)
    }

    /// Saves the run as it stands.
    package func save(to files: CheckpointFiles) throws {
        var run = saved
        try files.write(&run)
        record = run.record
    }

    /// Notes which weights the first save will replace.
    package func replace(weights: String?) { record.replacedWeights = weights }
}
