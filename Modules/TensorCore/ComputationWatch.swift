import CPlatform

/// Sees what a thread computes while it is set for the thread; only this package makes any.
open class ComputationWatch {
    /// Called with a tracked tensor, and the operation that makes an untracked one of it.
    package final var sawDetach: ((Tensor, String) -> Void)?

    package init() {}

    /// The calling thread's, nil when nothing looks on.
    package static var current: ComputationWatch? {
        lak_current_thread().pointee.watch.map {
            Unmanaged<ComputationWatch>.fromOpaque($0).takeUnretainedValue()
        }
    }

    /// Runs `body` with this as the calling thread's.
    package final func look<Result, Failure: Error>(
        on body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let thread = lak_current_thread()
        let outer = thread.pointee.watch
        thread.pointee.watch = Unmanaged.passUnretained(self).toOpaque()
        defer {
            thread.pointee.watch = outer
            withExtendedLifetime(self) {}
        }
        return try body()
    }
}
