import CPlatform
import Synchronization

/// A source of random numbers: the same seed gives the same numbers on every machine, with any
/// number of threads.
///
/// Numbers come from a counter: the i-th number of a tensor is a function of the seed, of how many
/// numbers were drawn before, and of i. A generator is shared by reference, and drawing from
/// several threads is safe (who draws first is then up to the threads).
///
/// Source: Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3".
public final class Generator: Sendable {
    /// The generator used where none is given, seeded anew in each process; see `manualSeed`.
    public static let `default` = Generator(seed: UInt64.random(in: .min ... .max))

    /// What a checkpoint keeps of a generator.
    public struct State: Sendable, Hashable, Codable {
        /// The seed.
        public var seed: UInt64
        /// Blocks of four 32-bit words drawn so far.
        public var offset: UInt64

        public init(seed: UInt64, offset: UInt64) {
            self.seed = seed
            self.offset = offset
        }
    }

    private let current: Mutex<State>

    /// A generator at the start of a seed's sequence.
    public init(seed: UInt64) { current = Mutex(State(seed: seed, offset: 0)) }

    /// Where the generator stands; set it to repeat or resume.
    public var state: State {
        get { current.withLock { $0 } }
        set { current.withLock { $0 = newValue } }
    }

    /// Goes to the start of a seed's sequence.
    public func manualSeed(_ seed: UInt64) { state = State(seed: seed, offset: 0) }

    /// Takes the next `blocks` blocks of four 32-bit words and returns where they begin.
    package func draw(blocks: Int) -> State {
        if lak_current_thread().pointee.draw_log != nil, let log = DrawLog.current {
            return log.draw(blocks: blocks, from: self)
        }
        return advance(blocks: blocks)
    }

    /// Takes the next blocks, whether or not somebody keeps a log.
    func advance(blocks: Int) -> State {
        current.withLock { state in
            let start = state
            state.offset &+= UInt64(blocks)
            return start
        }
    }
}
