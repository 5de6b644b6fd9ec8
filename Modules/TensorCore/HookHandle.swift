import Synchronization

/// What registering a hook returns: removes it again.
///
/// A hook stays registered when its handle is let go.
public final class HookHandle: Sendable {
    private let removal: Mutex<(@Sendable () -> Void)?>

    package init(_ removal: @escaping @Sendable () -> Void) { self.removal = Mutex(removal) }

    /// Removes the hook; a second call does nothing.
    public func remove() {
        let removal = removal.withLock { $0.take() }
        removal?()
    }
}
