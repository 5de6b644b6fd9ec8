public import Autograd

/// The batches of a dataset, epoch by epoch.
///
/// ```swift
/// let data = try TensorDataset(.randn(100, 4), .randn(100, 1))
/// let loader = try DataLoader(data, batchSize: 32, shuffle: true, seed: 0)
/// while loader.epoch < 3 {
///     for batch in loader {
///         let batch = try batch.get()
///         print(batch.x.shape, batch.y.shape)
///     }
/// }
/// ```
///
/// A loop goes through one epoch; Swift's `for` does not throw, so what it gives is a `Result`. A
/// failure ends the loop. The next loop is the next epoch, also when the last one was left early.
/// Batches are made with the plugins and kernels of the loop's thread, prefetched ones too.
///
/// Which elements a batch has, and the random numbers that `transform` gets, are functions of the
/// seed, the epoch and the position alone. ``stateDict()`` has these three, so a loop that resumes
/// goes on with the batch after the last one given, to the bit, whatever was prefetched. So does a
/// loop after a state that was taken when one had been left early. Where that is to count as an
/// epoch, as it does for the next loop of the same loader, ``endEpoch()`` says so beforehand.
public final class DataLoader<Batch: Sendable>: Sequence {
    /// What the work depends on, for the thread that prefetches too.
    private let source: BatchSource<Batch>
    private let prefetch: Int
    /// How many elements the dataset has.
    public let elementCount: Int
    /// What the order, and the random numbers of the transform, follow from.
    public private(set) var seed: UInt64
    /// The epoch under way or, between two loops, the next one; from 0 on.
    public private(set) var epoch = 0
    /// How many batches of the epoch were given.
    public private(set) var position = 0
    /// Whether a loop has begun the epoch and not come to its end.
    private var isUnderWay = false
    /// Tells the latest loop from those before it.
    private var loop = 0

    /// Loads batches of a dataset as `sampler` groups its positions.
    ///
    /// - Parameters:
    ///   - seed: What order and transform follow from; by default drawn from the default generator.
    ///   - prefetch: How many batches are made ahead, on a thread of their own; 0 for none.
    ///   - transform: Changes an element, at random if it likes: it gets a generator of its own.
    ///   - collate: Makes a batch of elements.
    /// - Throws: ``TensorError`` when `prefetch` is negative.
    public init<Elements: Dataset>(
        _ dataset: Elements, batches sampler: any BatchSampling, seed: UInt64? = nil,
        prefetch: Int = 0,
        transform: ElementTransform<Elements.Element>? = nil,
        collate: @escaping @Sendable ([Elements.Element]) throws -> Batch
    ) throws(TensorError) {
        try require(prefetch >= 0, "DataLoader", "to prefetch at least 0 batches", "\(prefetch)")
        source = BatchSource(sampler, dataset, transform, collate)
        elementCount = dataset.count
        self.seed = seed ?? drawSeed()
        self.prefetch = prefetch
    }

    /// Loads batches of tensors, or of what else makes batches by itself.
    ///
    /// - Parameters: See ``init(_:batches:seed:prefetch:transform:collate:)``.
    /// - Throws: ``TensorError`` when `prefetch` is negative.
    public init<Elements: Dataset>(
        _ dataset: Elements, batches sampler: any BatchSampling, seed: UInt64? = nil,
        prefetch: Int = 0,
        transform: ElementTransform<Elements.Element>? = nil
    ) throws(TensorError) where Elements.Element: Collatable, Elements.Element.Batch == Batch {
        try require(prefetch >= 0, "DataLoader", "to prefetch at least 0 batches", "\(prefetch)")
        source =
            if transform == nil, let gathering = dataset as? any BatchDataset<Elements.Element> {
                BatchSource(sampler, gathering)
            } else {
                BatchSource(sampler, dataset, transform, Elements.Element.collate)
            }
        elementCount = dataset.count
        self.seed = seed ?? drawSeed()
        self.prefetch = prefetch
    }

    /// Loads batches of one size of tensors, or of what else makes batches by itself.
    ///
    /// - Parameters:
    ///   - batchSize: The size of each batch; the last may be smaller.
    ///   - shuffle: Whether each epoch has a random order of its own.
    ///   - sampler: Another order; not together with `shuffle`.
    ///   - dropLast: Whether a last batch that is smaller is left out.
    ///   - seed: What order and transform follow from; by default drawn from the default generator.
    ///   - prefetch: How many batches are made ahead, on a thread of their own; 0 for none.
    ///   - transform: Changes an element, at random if it likes: it gets a generator of its own.
    /// - Throws: ``TensorError`` when an option is out of range, or two exclude each other.
    public convenience init<Elements: Dataset>(
        _ dataset: Elements, batchSize: Int = 1, shuffle: Bool = false,
        sampler: (any Sampler)? = nil, dropLast: Bool = false, seed: UInt64? = nil,
        prefetch: Int = 0,
        transform: ElementTransform<Elements.Element>? = nil
    ) throws(TensorError) where Elements.Element: Collatable, Elements.Element.Batch == Batch {
        try require(
            sampler == nil || !shuffle, "DataLoader", "a sampler or shuffle", "both")
        let order: any Sampler =
            if let sampler {
                sampler
            } else if shuffle {
                try RandomSampler(dataset.count)
            } else {
                SequentialSampler(dataset.count)
            }
        try self.init(
            dataset, batches: BatchSampler(order, batchSize: batchSize, dropLast: dropLast),
            seed: seed, prefetch: prefetch, transform: transform)
    }

    /// How many batches an epoch has.
    public var count: Int { source.sampler.count }

    /// Begins a loop.
    public func makeIterator() -> Iterator {
        if isUnderWay { (epoch, position) = (epoch + 1, 0) }
        isUnderWay = true
        loop += 1
        return Iterator(self, loop, source.epoch(epoch, seed: seed, from: position), prefetch)
    }

    /// Ends the epoch of a loop that was left early: call it before saving if the run would go on
    /// with the next epoch. Between two epochs it does nothing.
    ///
    /// ```swift
    /// func rounds(_ loader: DataLoader<Example>, _ checkpoint: Checkpoint) throws {
    ///     while loader.epoch < 3 {
    ///         for batch in loader.prefix(100) { print(try batch.get().x.shape) }
    ///         loader.endEpoch()
    ///         try checkpoint.save(to: "run.npz")
    ///     }
    /// }
    /// ```
    public func endEpoch() {
        guard isUnderWay || position > 0 else { return }
        move(seed: seed, epoch: epoch + 1, position: 0)
    }

    /// A loop through an epoch, or what is left of it.
    public final class Iterator: IteratorProtocol {
        private let loader: DataLoader
        private let loop: Int
        private let epoch: EpochSource<Batch>
        private let queue: PrefetchQueue<Result<Batch, LoadingError>>?
        private var isOver = false

        fileprivate init(
            _ loader: DataLoader, _ loop: Int, _ epoch: EpochSource<Batch>, _ prefetch: Int
        ) {
            (self.loader, self.loop, self.epoch) = (loader, loop, epoch)
            let make = Runtime.carrying(epoch.next)
            // An epoch has no more to make ahead than its batches, and its end.
            let capacity = Swift.min(prefetch - 1, loader.count) + 1
            queue = prefetch > 0 ? PrefetchQueue(capacity: capacity, make) : nil
        }

        deinit { queue?.cancel() }

        /// The next batch, or why it cannot be had; nil after that, or at the epoch's end.
        public func next() -> Result<Batch, LoadingError>? {
            guard !isOver else { return nil }
            let batch = if let queue { queue.next() } else { epoch.next() }
            loader.note(batch, in: loop)
            if case .success = batch { return batch }
            isOver = true
            return batch
        }
    }

    /// Moves on by what a loop was given, unless a later loop has begun.
    private func note(_ batch: Result<Batch, LoadingError>?, in loop: Int) {
        guard loop == self.loop else { return }
        switch batch {
        case .success: position += 1
        case .failure: break
        case nil: (epoch, position, isUnderWay) = (epoch + 1, 0, false)
        }
    }

    /// Goes to a place, before the batch that comes next.
    func move(seed: UInt64, epoch: Int, position: Int) {
        (self.seed, self.epoch, self.position) = (seed, epoch, position)
        isUnderWay = false
        // A loop under way has no say any more.
        loop += 1
    }

    /// The order and everything that it depends on, in words.
    var order: String { "\(source.sampler) of \(elementCount) elements" }
}
