import Kernels
import Synchronization

/// The number of threads is the process's: one check at a time changes it.
private let threadCountLock = Mutex<Void>(())

/// Runs `body` with that many threads.
package func withThreads<Result, Failure: Error>(
    _ count: Int, _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
    let result: Swift.Result<Result, Failure> = threadCountLock.withLock { _ in
        let before = ThreadPool.shared.threadCount
        ThreadPool.shared.threadCount = count
        defer { ThreadPool.shared.threadCount = before }
        do throws(Failure) { return .success(try body()) } catch { return .failure(error) }
    }
    return try result.get()
}
