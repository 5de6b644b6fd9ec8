import Synchronization

/// Numbers gathered from several threads.
final class Collected: Sendable {
    private let stored = Mutex<[UInt64]>([])
    var all: [UInt64] { stored.withLock { $0 } }
    func add(_ number: UInt64) { stored.withLock { $0.append(number) } }
}
