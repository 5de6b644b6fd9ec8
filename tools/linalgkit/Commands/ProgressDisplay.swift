import Foundation

/// Shows how training goes: on a terminal a bar that moves, and everywhere a line for each epoch.
package final class ProgressDisplay {
    private let console: Console
    private let epochs: Int
    private let now: () -> Double
    private let start: Double
    private var epochStart: Double
    private var lastShown = -Double.infinity
    /// Samples that this process has trained on, and those there were when it began.
    private var samples = 0
    private var samplesAtStart: Int?

    /// Seconds from one picture of the bar to the next.
    private static let interval = 0.1

    /// - Parameters:
    ///   - epochs: How many there are to be.
    ///   - now: The time in seconds, from any start.
    package init(
        _ console: Console, epochs: Int,
        now: @escaping () -> Double = { ProcessInfo.processInfo.systemUptime }
    ) {
        self.console = console
        self.epochs = epochs
        self.now = now
        start = now()
        epochStart = start
    }

    /// Seconds since this display was made.
    package var seconds: Double { now() - start }

    /// Shows that a batch is done.
    package func batchDone(_ record: TrainingRecord, of batches: Int, samples perEpoch: Int) {
        samples = record.epoch * perEpoch + record.measured.count
        // The first batch seen was not free, but where it began is not known either.
        let first = samplesAtStart ?? samples - record.measured.count / max(record.batch, 1)
        samplesAtStart = first
        let time = now()
        guard console.isTerminal, time - lastShown >= Self.interval else { return }
        lastShown = time
        let speed = Double(samples - first) / max(time - start, 1e-9)
        let left = Double(epochs * perEpoch - samples) / speed
        let done = Double(record.measured.count) / Double(perEpoch)
        let head = "epoch \(right("\(record.epoch + 1)", "\(epochs)".count))/\(epochs) "
        let tail =
            " \(right("\(Int(done * 100))", 3))%  \(record.measured.summary)  "
            + "\(grouped(Int(speed.rounded()))) samples/s  \(clock(left)) left"
        let width = max(0, min(30, console.columns - 1 - head.count - tail.count))
        console.status(head + bar(done, width) + tail)
    }

    private func bar(_ part: Double, _ width: Int) -> String {
        let full = min(width, Int((part * Double(width)).rounded()))
        let (done, rest) = console.showsUnicode ? ("━", "─") : ("#", ".")
        return String(repeating: done, count: full)
            + String(repeating: rest, count: width - full)
    }

    /// Shows what an epoch, the last one done, has brought.
    package func epochDone(
        _ record: TrainingRecord, _ training: Measurement, _ heldOut: Measurement?, lr: Double
    ) {
        let time = now()
        let test = heldOut.map { "   held out: \($0.summary)" } ?? ""
        console.line(
            "epoch \(right("\(record.epoch)", "\(epochs)".count))/\(epochs)   \(training.summary)"
                + test + "   lr \(shortest(lr))   \(String(format: "%.2f", time - epochStart)) s")
        epochStart = time
        lastShown = -Double.infinity
    }

    /// Three digits are enough to follow a schedule.
    private func shortest(_ value: Double) -> String { String(format: "%.3g", value) }
}
