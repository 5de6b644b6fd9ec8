import CPlatform

/// Records where a thread's draws of random numbers began, or repeats those of a record.
///
/// While draws are repeated no generator moves, so other threads may draw from it meanwhile.
package final class DrawLog {
    /// Where draws began, of each generator in order.
    package struct Record: Sendable {
        // Held, so that no other generator takes the place of one that is gone.
        fileprivate var generators: [ObjectIdentifier: Generator] = [:]
        fileprivate var starts: [ObjectIdentifier: [Generator.State]] = [:]

        /// A record of no draws.
        package init() {}
    }

    /// What has been drawn.
    package private(set) var record = Record()
    private let repeated: Record?
    private var repeatedCounts: [ObjectIdentifier: Int] = [:]
    private let outer = DrawLog.current

    /// A log that records or, given a record, repeats it.
    package init(repeating record: Record? = nil) { repeated = record }

    /// The calling thread's, nil when there is none.
    static var current: DrawLog? {
        lak_current_thread().pointee.draw_log.map {
            Unmanaged<DrawLog>.fromOpaque($0).takeUnretainedValue()
        }
    }

    /// Runs `body` with this as the calling thread's.
    package func log<Result, Failure: Error>(
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let thread = lak_current_thread()
        let previous = thread.pointee.draw_log
        thread.pointee.draw_log = Unmanaged.passUnretained(self).toOpaque()
        defer {
            thread.pointee.draw_log = previous
            withExtendedLifetime(self) {}
        }
        return try body()
    }

    /// Where a draw begins: where the record says, and past its end where the generator stands.
    func draw(blocks: Int, from generator: Generator) -> Generator.State {
        let identity = ObjectIdentifier(generator)
        let position = repeatedCounts[identity, default: 0]
        if let starts = repeated?.starts[identity], position < starts.count {
            repeatedCounts[identity] = position + 1
            return starts[position]
        }
        let start =
            outer?.draw(blocks: blocks, from: generator) ?? generator.advance(blocks: blocks)
        record.generators[identity] = generator
        record.starts[identity, default: []].append(start)
        return start
    }
}
