import Foundation

/// Where a command writes: lines, a status line that is overwritten, and notes apart from both.
package final class Console {
    /// Whether someone watches, so that a line may change in place.
    package let isTerminal: Bool
    /// The width of a line in characters.
    package let columns: Int
    /// Whether characters beyond ASCII show.
    package let showsUnicode: Bool
    private let out: (String) -> Void
    private let notes: (String) -> Void
    private var hasStatus = false

    /// A console with these properties that hands everything it is to show to closures.
    package init(
        isTerminal: Bool, columns: Int = 80, showsUnicode: Bool = true,
        out: @escaping (String) -> Void, notes: @escaping (String) -> Void
    ) {
        self.isTerminal = isTerminal
        self.columns = columns
        self.showsUnicode = showsUnicode
        self.out = out
        self.notes = notes
    }

    /// The process' own output and error output.
    package static func standard() -> Console {
        var size = winsize()
        let isTerminal = isatty(STDOUT_FILENO) == 1
        let hasSize = isTerminal && ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0
        let variables = ProcessInfo.processInfo.environment
        let locale =
            ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { variables[$0] }
            .first { !$0.isEmpty } ?? ""
        return Console(
            isTerminal: isTerminal && variables["TERM"] != "dumb",
            columns: hasSize && size.ws_col > 0 ? Int(size.ws_col) : 80,
            showsUnicode: locale.uppercased().contains("UTF"),
            out: { write($0, to: STDOUT_FILENO) }, notes: { write($0, to: STDERR_FILENO) })
    }

    /// Shows a line.
    package func line(_ text: String = "") {
        clearStatus()
        out(text + "\n")
    }

    /// Shows a line that the next one overwrites. Nothing where no terminal is.
    package func status(_ text: String) {
        guard isTerminal else { return }
        // A full line would make some terminals go on to the next.
        out("\r" + text.prefix(columns - 1) + "\u{1B}[K")
        hasStatus = true
    }

    /// Shows a line apart from the output.
    package func note(_ text: String) {
        clearStatus()
        notes("linalgkit: \(text)\n")
    }

    private func clearStatus() {
        if hasStatus { out("\r\u{1B}[K") }
        hasStatus = false
    }

    /// Writes at once, so that a reader sees each line when it is made.
    private static func write(_ text: String, to descriptor: Int32) {
        var rest = ArraySlice(text.utf8)
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            // Output that nobody takes is no reason to stop training.
            guard count > 0 else { return }
            rest.removeFirst(count)
        }
    }
}
