internal import Runtime
import Synchronization

/// The runtime keeps what it has read of files between look-ups: one thread at a time.
private let symbols = Mutex(())

/// Where a call stands in code that uses the library: the functions that led to it, innermost
/// first, without those of the library itself.
///
/// Names come from the program's symbols and places from its debug information. A program built by
/// `swift build -c release` has both; of one that was stripped less is known, down to nothing.
public struct CallSite: Sendable, Hashable, CustomStringConvertible {
    /// A function on the way to the call.
    public struct Frame: Sendable, Hashable, CustomStringConvertible {
        /// The function's name.
        public let function: String
        /// The path of its file, empty when it is not known.
        public let path: String
        /// The line of the call, 0 when it is not known.
        public let line: Int

        package init(function: String, path: String = "", line: Int = 0) {
            self.function = function
            self.path = path
            self.line = line
        }

        public var description: String {
            guard let file = path.split(separator: "/").last else { return function }
            return "\(function) (\(file):\(line))"
        }
    }

    /// The functions, innermost first.
    public let frames: [Frame]

    package init(frames: [Frame]) { self.frames = frames }

    /// The innermost function and those that called it: `forward(_:) (Model.swift:12), called by …`.
    public var description: String {
        frames.isEmpty
            ? "an unknown place (the program has no symbols)"
            : frames.prefix(4).map(\.description).joined(separator: ", called by ")
    }
}

/// A call stack as it was captured, five microseconds' work; names are looked up when asked for.
package final class CallTrace: Sendable {
    private let backtrace: Backtrace?

    /// The stack of the caller.
    ///
    /// - Parameter program: The program's parts; nil when they are not known, and so no place is.
    @inline(never)
    init(in program: ImageMap?) {
        backtrace = program.flatMap { program in
            try? Backtrace.capture(
                algorithm: .fast, limit: 256, offset: 0, top: 0, images: program)
        }
    }

    /// The functions of the stack that are not the library's.
    package var site: CallSite {
        let frames = symbols.withLock { _ in backtrace?.symbolicated()?.frames ?? [] }
        let found = frames.filter { !$0.isSwiftThunk && !$0.isSystem }.compactMap(\.symbol)
        let located = found.compactMap { symbol in
            Place(symbol.sourceLocation).map { (symbol, $0) }
        }
        guard let own = located.first?.1.path else {
            return CallSite(frames: Self.named(found))
        }
        let library = Self.modules(around: own)
        return CallSite(
            frames: located.filter { symbol, place in
                !library.contains { place.path.hasPrefix($0) } && !Self.isStandard(symbol)
            }
            .map { symbol, place in
                CallSite.Frame(
                    function: Self.name(symbol), path: place.path, line: place.line)
            })
    }

    /// A line that somebody wrote.
    private struct Place {
        let path: String
        let line: Int

        init?(_ location: SymbolicatedBacktrace.SourceLocation?) {
            guard let location, location.line > 0,
                !location.path.hasSuffix("<compiler-generated>"),
                !location.path.hasPrefix("@__swiftmacro")
            else { return nil }
            path = location.path
            line = location.line
        }
    }

    /// The folder of the library's modules, out of the path of a source in this one: as it stands
    /// there, and from the root of the package, by which the compiler names files too.
    private static func modules(around path: String) -> [String] {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard let module = parts.lastIndex(of: "Autograd"), module > 0 else { return [] }
        return [parts[..<module].joined(separator: "/") + "/", parts[module - 1] + "/"]
    }

    /// What the symbols alone tell: names of Swift functions that are not this module's.
    private static func named(_ symbols: [SymbolicatedBacktrace.Symbol]) -> [CallSite.Frame] {
        symbols.filter {
            $0.rawName.hasPrefix("$s") && !$0.rawName.hasPrefix("$s8Autograd") && !isStandard($0)
        }
        .map { CallSite.Frame(function: name($0)) }
    }

    /// Whether a symbol is the standard library's: such names begin with `s` or a substitution.
    private static func isStandard(_ symbol: SymbolicatedBacktrace.Symbol) -> Bool {
        symbol.rawName.hasPrefix("$ss") || symbol.rawName.hasPrefix("$sS")
    }

    private static func name(_ symbol: SymbolicatedBacktrace.Symbol) -> String {
        let prefix = "specialized "
        return symbol.name.hasPrefix(prefix)
            ? String(symbol.name.dropFirst(prefix.count)) : symbol.name
    }
}
