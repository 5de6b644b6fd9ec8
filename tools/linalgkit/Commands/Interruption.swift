import Dispatch
import Foundation
import Synchronization

/// Ctrl-C (SIGINT) and SIGTERM as a wish to stop, while this object lives: the first sets a flag,
/// the second ends the process at once.
///
/// Signals are taken by Dispatch, so that nothing runs inside a signal handler.
package final class Interruption {
    private let flag: Flag
    private let sources: [any DispatchSourceSignal]

    private final class Flag: Sendable { let signal = Atomic<Int32>(0) }

    package init() {
        let flag = Flag()
        self.flag = flag
        let queue = DispatchQueue(label: "linalgkit.interruption")
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                let before = flag.signal.exchange(number, ordering: .relaxed)
                // Files are replaced in one step, so they are whole whenever this comes.
                if before != 0 { exit(128 + number) }
            }
            source.resume()
            return source
        }
    }

    deinit {
        for source in sources { source.cancel() }
        for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
    }

    /// The signal that asked to stop, or nil.
    package var signalNumber: Int32? {
        let number = flag.signal.load(ordering: .relaxed)
        return number == 0 ? nil : number
    }
}
