import ArgumentParser
import LinAlgKit

/// The options of `train` that a checkpoint keeps; nil where none was given.
package struct TrainingArguments: ParsableArguments {
    package static let defaultEpochs = 20

    @Option(
        help: .init("The data: a .npz file with x and y, digits or iris.", valueName: "FILE.npz"))
    var data: String?
    @Option(help: .init("The model: mlp, cnn, or a JSON specification.", valueName: "SPEC.json"))
    var model: String?
    @Option(help: "The optimizer. (default: adam)")
    var optimizer: OptimizerChoice?
    @Option(help: "The learning rate. (default: 0.001; rmsprop: 0.01)")
    var lr: Double?
    @Option(help: "The momentum of sgd and rmsprop. (default: 0)")
    var momentum: Double?
    @Option(help: "The weight decay. (default: 0; adamw: 0.01)")
    var weightDecay: Double?
    @Option(help: "How the rate changes from epoch to epoch. (default: none)")
    var scheduler: SchedulerChoice?
    @Option(help: "step: epochs from one decay to the next. (default: 10)")
    var stepSize: Int?
    @Option(help: "step, exponential: the factor. (default: 0.1; exponential: 0.95)")
    var gamma: Double?
    @Option(help: "cosine: epochs to the lowest rate. (default: all)")
    var tMax: Int?
    @Option(help: "Samples of a batch. (default: 32)")
    var batch: Int?
    @Option(help: "What all random choices follow from. (default: 0)")
    var seed: UInt64?
    @Option(help: "The part of the data that is held out. (default: 0.2)")
    var testFraction: Double?

    package init() {}

    package func validate() throws {
        try require(batch.map { $0 >= 1 }, "--batch", "at least 1", batch)
        try require(stepSize.map { $0 >= 1 }, "--step-size", "at least 1", stepSize)
        try require(tMax.map { $0 >= 1 }, "--t-max", "at least 1", tMax)
        try require(
            testFraction.map { $0 >= 0 && $0 < 1 }, "--test-fraction",
            "a number from 0 up to, but without, 1", testFraction)
        for (name, value) in [
            ("--lr", lr), ("--momentum", momentum), ("--weight-decay", weightDecay),
            ("--gamma", gamma),
        ] {
            try require(
                value.map { $0 >= 0 && $0.isFinite }, name, "a finite number of at least 0", value)
        }
    }

    private func require<Value>(
        _ isFine: Bool?, _ option: String, _ expected: String, _ value: Value?
    ) throws {
        if let value, isFine == false {
            throw ValidationError("\(option): expected \(expected); got \(value).")
        }
    }

    /// Throws unless there is what a new run needs, and nothing that it would ignore.
    package func requireDataAndModel() throws {
        guard data != nil else {
            throw ValidationError("--data: expected a .npz file, digits or iris; got none.")
        }
        guard model != nil else {
            let names = ModelChoice.names.joined(separator: ", ")
            throw ValidationError("--model: expected \(names) or FILE.json; got none.")
        }
        let (optimizer, scheduler) = (optimizer ?? .adam, scheduler ?? SchedulerChoice.none)
        if momentum != nil, !optimizer.takesMomentum {
            throw ValidationError("--momentum: \(optimizer.rawValue) has none; leave it out.")
        }
        for (option, isGiven, users) in [
            ("--step-size", stepSize != nil, [SchedulerChoice.step]),
            ("--gamma", gamma != nil, [.step, .exponential]), ("--t-max", tMax != nil, [.cosine]),
        ] where isGiven && !users.contains(scheduler) {
            throw ValidationError(
                "\(option): the scheduler \(scheduler.rawValue) has none; leave it out.")
        }
    }

    /// All options of a new run.
    package func options(epochs: Int) -> TrainingOptions {
        let (optimizer, scheduler) = (optimizer ?? .adam, scheduler ?? SchedulerChoice.none)
        return TrainingOptions(
            optimizer: optimizer, lr: lr ?? optimizer.defaultRate, momentum: momentum ?? 0,
            weightDecay: weightDecay ?? optimizer.defaultWeightDecay, scheduler: scheduler,
            stepSize: stepSize ?? 10, gamma: gamma ?? scheduler.defaultGamma,
            tMax: tMax ?? epochs, batch: batch ?? 32, seed: seed ?? 0,
            testFraction: testFraction ?? 0.2)
    }

    /// The data that a run is to go on with.
    package func data(for record: TrainingRecord) throws -> LabelledData {
        let data = try LabelledData(named: data ?? record.data)
        guard data.digest == record.dataDigest else {
            throw CommandError(
                "--data \(data.name)",
                expected: "the data that the run began with (\(record.data))",
                got: "others, \(data.x.shape)",
                advice: "A run that goes on exactly needs the same data; start without --resume.")
        }
        return data
    }

    /// Throws when an option is given that differs from the checkpoint's.
    package func check(against run: SavedRun, _ data: LabelledData) throws {
        let old = run.record.options
        func check<Value: Equatable>(_ option: String, _ value: Value?, _ old: Value) throws {
            guard let value, value != old else { return }
            throw CommandError(
                option, expected: "\(old), as in the checkpoint", got: "\(value)",
                advice: "Leave it out, or start without --resume.")
        }
        try check("--optimizer", optimizer, old.optimizer)
        try check("--lr", lr, old.lr)
        try check("--momentum", momentum, old.momentum)
        try check("--weight-decay", weightDecay, old.weightDecay)
        try check("--scheduler", scheduler, old.scheduler)
        try check("--step-size", stepSize, old.stepSize)
        try check("--gamma", gamma, old.gamma)
        try check("--t-max", tMax, old.tMax)
        try check("--batch", batch, old.batch)
        try check("--seed", seed, old.seed)
        try check("--test-fraction", testFraction, old.testFraction)
        if let model {
            let specification = try ModelChoice.specification(model, for: data)
            guard specification == run.specification else {
                throw CommandError(
                    "--model \(model)", expected: "the model of the checkpoint", got: "another",
                    advice: "Leave it out, or start without --resume.")
            }
        }
    }
}

/// `--threads`.
package struct ThreadOption: ParsableArguments {
    @Option(help: "Threads to compute on; results do not depend on it. (default: all processors)")
    var threads: Int?

    package init() {}

    package func validate() throws {
        if let threads, !(1...256).contains(threads) {
            throw ValidationError("--threads: expected 1 to 256; got \(threads).")
        }
    }

    /// Has the library compute on so many threads.
    package func apply() {
        if let threads { Runtime.threadCount = threads }
    }

    /// In words: `2 threads`.
    package var summary: String {
        Runtime.threadCount == 1 ? "1 thread" : "\(Runtime.threadCount) threads"
    }
}
