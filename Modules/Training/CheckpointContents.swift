import Foundation
public import Schedulers
public import Serialization
public import TensorCore

/// What a checkpoint holds, as values: for whoever looks into a file without a run at hand.
public struct CheckpointContents: Sendable {
    /// Parameters and buffers by PyTorch's names.
    public var model: StateDictionary
    /// The optimizers' states.
    public var optimizers: [StateDictionary]
    /// The schedulers' states.
    public var schedulers: [SchedulerState]
    /// The generators' states by the caller's names.
    public var generators: [String: Generator.State]
    /// Where the data stand.
    public var loader: StateDictionary?
    /// What else the caller kept.
    public var extra: StateDictionary

    init(
        model: StateDictionary, optimizers: [StateDictionary], schedulers: [SchedulerState],
        generators: [String: Generator.State], loader: StateDictionary?, extra: StateDictionary
    ) {
        self.model = model
        self.optimizers = optimizers
        self.schedulers = schedulers
        self.generators = generators
        self.loader = loader
        self.extra = extra
    }

    /// The contents of the file at `path`.
    ///
    /// - Throws: `SerializationError` when it cannot be read or is no checkpoint.
    public init(contentsOf path: String, limits: ReadLimits = ReadLimits()) throws {
        let state = try StateDictionary(contentsOf: path, limits: limits)
        self = try CheckpointReader(state, path: path).contents()
    }

    /// Replaces the file at `path`, in one step.
    ///
    /// - Throws: `SerializationError`, or what kept a module from being saved.
    public func write(to path: String, options: SaveOptions = SaveOptions()) throws {
        try stateDict().write(to: path, options: options)
    }

    static let version = 1

    /// All in one dictionary: `model.0.weight`, `optimizers.0.state.0.weight.exp_avg`,
    /// `schedulers.0`, `generators.default`, `loader.epoch`, `extra.…`.
    package func stateDict() throws -> StateDictionary {
        var all: StateDictionary = ["checkpoint": try Tensor([Self.version], shape: [])]
        func add(_ part: String, _ state: StateDictionary) {
            for (name, tensor) in state { all["\(part).\(name)"] = tensor }
            if let problem = state.problem { all.problem = problem }
        }
        add("model", model)
        for (place, state) in optimizers.enumerated() { add("optimizers.\(place)", state) }
        // JSON, so that a kind of scheduler may keep more than the others do; the same state gives
        // the same bytes.
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        for (place, state) in schedulers.enumerated() {
            let text = try encoder.encode(state)
            all["schedulers.\(place)"] = try Tensor([UInt8](text), shape: [text.count])
        }
        for (name, state) in generators.sorted(by: { $0.key < $1.key }) {
            all["generators.\(name)"] = try Tensor(
                [state.seed, state.offset].map(Int64.init(bitPattern:)), shape: [2])
        }
        if let loader { add("loader", loader) }
        add("extra", extra)
        return all
    }
}
