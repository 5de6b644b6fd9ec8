public import Data
public import Layers
public import Optimizers
public import Schedulers
public import Serialization
public import TensorCore

/// A training run in one file: saved at some point, and gone on from as if it had never stopped.
///
/// ```swift
/// func train(on loader: DataLoader<Example>, resuming: Bool) throws {
///     let model = try Sequential(Linear(4, 8), ReLU(), Dropout(0.1), Linear(8, 3))
///     let optimizer = try Adam(model.parameters(), lr: 1e-3)
///     let scheduler = try CosineAnnealingLR(optimizer, tMax: 20)
///     var checkpoint = Checkpoint(
///         model: model, optimizers: [optimizer], schedulers: [scheduler], loader: loader)
///     if resuming { try checkpoint.load(from: "run.npz") }
///     while loader.epoch < 20 {
///         for batch in loader {
///             let batch = try batch.get()
///             optimizer.zeroGrad()
///             try crossEntropy(model(batch.x), batch.y).backward()
///             try optimizer.step()
///         }
///         scheduler.step()
///         try checkpoint.save(to: "run.npz")
///     }
/// }
/// ```
///
/// A run that was stopped has the bits that it would have had in one go, if all that it draws
/// random numbers from is in `generators` or is the loader. It may be saved in the middle of an
/// epoch, too: after the step on a batch, the next loop goes on with the batch after it. A loop
/// that is left early, and is to count as an epoch, is ended by `endEpoch()` of the loader before
/// saving. Gradients are not kept.
///
/// The objects are referred to, so one checkpoint serves for many saves and loads.
public struct Checkpoint {
    private let model: any Module
    private let optimizers: [any Optimizer]
    private let schedulers: [any Scheduler]
    private let generators: [String: Generator]
    private let loader: (any ResumableLoader)?
    /// What else is to be kept, for the caller to use: saved with the rest, replaced by a load.
    public var extra = StateDictionary()

    /// - Parameters:
    ///   - generators: What random numbers are drawn from, by names of the caller's choice.
    ///   - loader: What gives the data.
    public init(
        model: any Module, optimizers: [any Optimizer] = [], schedulers: [any Scheduler] = [],
        generators: [String: Generator] = ["default": .default],
        loader: (any ResumableLoader)? = nil
    ) {
        self.model = model
        self.optimizers = optimizers
        self.schedulers = schedulers
        self.generators = generators
        self.loader = loader
    }

    /// The run as it stands.
    public var contents: CheckpointContents {
        CheckpointContents(
            model: model.stateDict(), optimizers: optimizers.map { $0.stateDict() },
            schedulers: schedulers.map(\.state), generators: generators.mapValues(\.state),
            loader: loader?.stateDict(), extra: extra)
    }

    /// Replaces the file at `path`, in one step, with the run as it stands. The extension chooses
    /// the format among `CheckpointFormats`.
    ///
    /// - Throws: `SerializationError`, or what kept a module from being saved; the file is then what
    ///   it was.
    public func save(to path: String, options: SaveOptions = SaveOptions()) throws {
        try contents.write(to: path, options: options)
    }

    /// Goes to where the file at `path` was saved: all parts or, on an error, none.
    ///
    /// - Throws: `SerializationError` when the file cannot be read; ``CheckpointError`` with every
    ///   part that does not fit, and why.
    public mutating func load(from path: String, limits: ReadLimits = ReadLimits()) throws {
        try load(CheckpointContents(contentsOf: path, limits: limits), from: path)
    }

    /// Goes to where contents were taken: all parts or, on an error, none. Only a load that
    /// succeeds ends a loop of the loader that is under way.
    ///
    /// - Parameter path: Where they are from, for errors.
    /// - Throws: ``CheckpointError`` with every part that does not fit, and why; the loader is
    ///   asked when all others fit.
    public mutating func load(_ new: CheckpointContents, from path: String? = nil) throws {
        let missing = mismatches(new)
        guard missing.isEmpty else {
            throw CheckpointError(path: path, problems: missing, isRestored: true)
        }
        let old = contents
        var problems = apply(new)
        // Last: it takes all or nothing, so it never has to be put back, which would end its loop.
        if problems.isEmpty, let loader, let state = new.loader {
            do { try loader.loadStateDict(state) } catch { problems.append("loader: \(error)") }
        }
        guard problems.isEmpty else {
            // What was replaced is put back; what refused the new state has its old one still.
            let broken = apply(old).filter { problem in !problems.contains(problem) }
            throw CheckpointError(path: path, problems: problems, isRestored: broken.isEmpty)
        }
        extra = new.extra
    }

    /// What one has and the other lacks.
    private func mismatches(_ new: CheckpointContents) -> [String] {
        func count(_ what: String, _ own: Int, _ other: Int) -> String? {
            own == other ? nil : "\(what): expected \(own); got \(other)"
        }
        let (names, newNames) = (generators.keys.sorted(), new.generators.keys.sorted())
        return [
            count("optimizers", optimizers.count, new.optimizers.count),
            count("schedulers", schedulers.count, new.schedulers.count),
            names == newNames ? nil : "generators: expected \(names); got \(newNames)",
            (loader == nil) == (new.loader == nil)
                ? nil : "loader: expected \(loader == nil ? "none" : "one"); got the contrary",
        ].compactMap { $0 }
    }

    /// Has each part but the loader take its state; the complaints of those that do not.
    private func apply(_ new: CheckpointContents) -> [String] {
        var problems: [String] = []
        func attempt(_ part: String, _ body: () throws -> Void) {
            do { try body() } catch { problems.append("\(part): \(error)") }
        }
        attempt("model") { try model.loadStateDict(new.model) }
        for (place, scheduler) in schedulers.enumerated() {
            attempt("schedulers.\(place)") { try scheduler.load(new.schedulers[place]) }
        }
        // After the schedulers, whose products may differ from the rates in the last place.
        for (place, optimizer) in optimizers.enumerated() {
            attempt("optimizers.\(place)") { try optimizer.loadStateDict(new.optimizers[place]) }
        }
        for (name, state) in new.generators { generators[name]?.state = state }
        return problems
    }
}
