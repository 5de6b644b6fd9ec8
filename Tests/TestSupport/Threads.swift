import Foundation
import Synchronization

/// A number that no other thread has while this one runs.
package var currentThread: UInt {
    #if canImport(Darwin)
        UInt(bitPattern: pthread_self())
    #else
        UInt(pthread_self())
    #endif
}

/// Runs `body` on a thread of its own with a stack of so many bytes, and waits for it.
package func onThread(stackBytes: Int = 1 << 20, _ body: @escaping @Sendable () throws -> Void)
    throws
{
    try onThreads(1, stackBytes: stackBytes) { _ in try body() }
}

/// Runs `body` on several threads at once, waits for all and throws their first error.
package func onThreads(
    _ count: Int, stackBytes: Int = 1 << 20, _ body: @escaping @Sendable (Int) throws -> Void
) throws {
    let failure = Failure()
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    guard pthread_attr_setstacksize(&attributes, stackBytes) == 0 else { throw ThreadFailure() }
    #if canImport(Darwin)
        var threads = [pthread_t?](repeating: nil, count: count)
    #else
        var threads = [pthread_t](repeating: pthread_t(), count: count)
    #endif
    for index in 0..<count {
        let work = Work { do { try body(index) } catch { failure.note(error) } }
        let context = Unmanaged.passRetained(work).toOpaque()
        let status = pthread_create(
            &threads[index], &attributes,
            { context in
                #if canImport(Darwin)
                    Unmanaged<Work>.fromOpaque(context).takeRetainedValue().run()
                #else
                    if let context { Unmanaged<Work>.fromOpaque(context).takeRetainedValue().run() }
                #endif
                return nil
            }, context)
        guard status == 0 else { throw ThreadFailure() }
    }
    for thread in threads {
        #if canImport(Darwin)
            if let thread { pthread_join(thread, nil) }
        #else
            pthread_join(thread, nil)
        #endif
    }
    if let error = failure.error { throw error }
}

private struct ThreadFailure: Error {}

private final class Work: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

private final class Failure: Sendable {
    private let stored = Mutex<(any Error)?>(nil)
    var error: (any Error)? { stored.withLock { $0 } }
    func note(_ error: any Error) { stored.withLock { $0 = $0 ?? error } }
}
