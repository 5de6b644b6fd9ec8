import Synchronization

/// The right factors of products whose elements lie in a block, in the order in which the kernel
/// reads them, kept until the elements are written over.
///
/// A trained layer's weight is multiplied with one batch after another, and putting it in order takes
/// about as long as 30 rows of the batch. So the second product with a factor that is still what it was
/// in the first leaves it in order for those that follow. In training each step writes the weights, and
/// nothing is kept.
package struct KeptFactors: ~Copyable, Sendable {
    private let entries = Mutex<[Entry]>([])

    /// Factors that a block keeps or has noted at most, those least lately asked for going first: parts
    /// of a large data set must not gather here.
    private static let countLimit = 4
    /// Bytes that all blocks keep together at most: memory may not hold a large model twice.
    static let byteLimit = 64 << 20
    private static let keptBytes = Atomic(0)

    /// Which elements, and who reads them how.
    struct Key: Equatable {
        private let all: Elements
        private let lower: Elements?
        private let dtype: DType
        private let kernel: ObjectIdentifier

        private struct Elements: Equatable {
            let address: UInt
            let n, k, line: Int
            let isTransposed: Bool

            init(_ call: GEMMCall) {
                address = UInt(bitPattern: call.b)
                (n, k, line) = (call.n, call.k, call.ldb)
                isTransposed = call.transposeB
            }
        }

        /// op(B) of a call, and what it ends in where that lies elsewhere.
        init(_ call: GEMMCall, endingIn lower: GEMMCall?, _ gemm: GEMM, _ dtype: DType) {
            all = Elements(call)
            self.lower = lower.map { Elements($0) }
            self.dtype = dtype
            kernel = ObjectIdentifier(gemm)
        }
    }

    private struct Entry {
        let key: Key
        /// Nil as long as there has been one product.
        var kept: Kept?
    }

    /// A factor that is counted as long as it is there.
    private final class Kept: Sendable {
        let factor: PackedFactor
        private let byteCount: Int

        init(_ factor: PackedFactor, byteCount: Int) {
            (self.factor, self.byteCount) = (factor, byteCount)
        }

        deinit { KeptFactors.keptBytes.subtract(byteCount, ordering: .relaxed) }
    }

    /// The factor in order when it is kept or worth keeping; nil the first time, and when there is no
    /// room.
    ///
    /// - Parameters:
    ///   - other: The block of the lower part of a factor of two. Both keep it, and it holds as long
    ///     as both have it.
    ///   - make: Puts it in order; nil when there is no memory.
    func factor(
        _ key: Key, with other: Storage? = nil, byteCount: Int, make: () -> PackedFactor?
    ) -> PackedFactor? {
        let known = note(key)
        let knownToOther = other.map { $0.factors.note(key) } ?? known
        guard let known, let knownToOther else { return nil }
        if let kept = known.kept, kept === knownToOther.kept { return kept.factor }
        let total = Self.keptBytes.add(byteCount, ordering: .relaxed).newValue
        guard total <= Self.byteLimit, let factor = make() else {
            Self.keptBytes.subtract(byteCount, ordering: .relaxed)
            return nil
        }
        let kept = Kept(factor, byteCount: byteCount)
        keep(kept, key)
        other?.factors.keep(kept, key)
        return factor
    }

    private func keep(_ kept: Kept, _ key: Key) {
        entries.withLock { entries in
            if let place = entries.lastIndex(where: { $0.key == key }) {
                entries[place].kept = kept
            }
        }
    }

    /// What was known of a factor, nil when that was nothing; now it is the last that was asked for.
    private func note(_ key: Key) -> Entry? {
        entries.withLock { entries in
            guard let place = entries.lastIndex(where: { $0.key == key }) else {
                if entries.count == Self.countLimit { entries.removeFirst() }
                entries.append(Entry(key: key))
                return nil
            }
            let entry = entries[place]
            if place != entries.count - 1 {
                entries.remove(at: place)
                entries.append(entry)
            }
            return entry
        }
    }

    /// Lets all go: the elements change.
    package func forget() {
        entries.withLock { if !$0.isEmpty { $0.removeAll() } }
    }
}
