import Autograd
import Synchronization

/// How a loader makes a batch: a value, so that it may be done on any thread.
struct BatchSource<Batch: Sendable>: Sendable {
    let sampler: any BatchSampling
    private let elementCount: Int
    /// Makes a batch of the elements at positions; `generator` gives that of an element's place in
    /// the batch.
    private let make:
        @Sendable (_ positions: [Int], _ generator: (Int) -> Generator) throws -> Batch

    /// Batches that the dataset gathers by itself.
    init<Element: Collatable>(
        _ sampler: any BatchSampling, _ dataset: any BatchDataset<Element>
    ) where Element.Batch == Batch {
        self.sampler = sampler
        elementCount = dataset.count
        make = { positions, _ in try dataset.batch(at: positions) }
    }

    /// Batches element by element.
    init<Elements: Dataset>(
        _ sampler: any BatchSampling, _ dataset: Elements,
        _ transform: ElementTransform<Elements.Element>?,
        _ collate: @escaping @Sendable ([Elements.Element]) throws -> Batch
    ) {
        self.sampler = sampler
        elementCount = dataset.count
        make = { positions, generator in
            let elements = try positions.enumerated().map { place, index in
                do {
                    let element = try dataset[index]
                    return try transform?(element, generator(place)) ?? element
                } catch { throw ElementError(index: index, cause: error) }
            }
            return try collate(elements)
        }
    }

    /// The batches of an epoch from a position on.
    func epoch(_ epoch: Int, seed: UInt64, from position: Int) -> EpochSource<Batch> {
        EpochSource(
            epoch: epoch, from: position,
            batches: Result { try sampler.batches(seed: seed, epoch: epoch) }
        ) { number, positions in
            if let outside = positions.first(where: { !(0..<elementCount).contains($0) }) {
                throw TensorError(
                    .index, "\(sampler)", expected: "positions below \(elementCount)",
                    got: "\(outside)")
            }
            return try noGrad {
                try make(positions) {
                    Generator(seed: seed, stream: RandomStream.transform, epoch, number, $0)
                }
            }
        }
    }
}

/// The batches of an epoch, one after the other.
final class EpochSource<Batch: Sendable>: Sendable {
    private let epoch: Int
    private let batches: Result<[[Int]], any Error>
    private let make: @Sendable (_ number: Int, _ positions: [Int]) throws -> Batch
    private let position: Mutex<Int>

    init(
        epoch: Int, from position: Int, batches: Result<[[Int]], any Error>,
        make: @escaping @Sendable (_ number: Int, _ positions: [Int]) throws -> Batch
    ) {
        self.epoch = epoch
        self.batches = batches
        self.make = make
        self.position = Mutex(position)
    }

    /// The next batch; nil at the end.
    func next() -> Result<Batch, LoadingError>? {
        switch batches {
        case .failure(let error):
            return .failure(LoadingError(epoch: epoch, batch: nil, cause: error))
        case .success(let batches):
            let number = position.withLock { position in
                position += 1
                return position - 1
            }
            guard number < batches.count else { return nil }
            return Result { try make(number, batches[number]) }.mapError {
                let element = $0 as? ElementError
                return LoadingError(
                    epoch: epoch, batch: number, index: element?.index,
                    cause: element?.cause ?? $0)
            }
        }
    }
}
