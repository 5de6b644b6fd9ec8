import Foundation

/// A program of the package, as built, in a process of its own.
package final class Program: @unchecked Sendable {
    // `@unchecked`: used by one test, and by Foundation as it documents.

    private let process = Process()
    private let output: FileHandle
    /// What has been read, as bytes: a read may end within a character.
    private var pending: [UInt8] = []
    private var text = ""

    /// The program of that name beside the tests.
    private static func url(_ name: String) throws -> URL {
        // On Linux the tests are a program themselves, on macOS a bundle.
        let places =
            [
                Bundle.main.executableURL,
                CommandLine.arguments.first.map(URL.init(fileURLWithPath:)),
            ]
            .compactMap { $0?.resolvingSymlinksInPath() } + Bundle.allBundles.map(\.bundleURL)
        let programs = places.map { $0.deletingLastPathComponent().appendingPathComponent(name) }
        guard
            let program = programs.first(where: {
                FileManager.default.isExecutableFile(atPath: $0.path)
            })
        else { throw CocoaError(.fileNoSuchFile, userInfo: [NSFilePathErrorKey: name]) }
        return program
    }

    /// Starts the program. Output goes to `terminal` if there is one, else to a pipe.
    package init(
        _ name: String, _ arguments: [String], environment: [String: String] = [:],
        terminal: Terminal? = nil
    ) throws {
        process.executableURL = try Self.url(name)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        if let terminal {
            process.standardOutput = terminal.programSide
            process.standardError = terminal.programSide
            output = terminal.userSide
        } else {
            let pipe = Pipe()
            process.standardOutput = pipe
            process.standardError = pipe
            output = pipe.fileHandleForReading
        }
        try process.run()
        try terminal?.programSide.close()
    }

    /// Reads until the output has this in it, or ends; whether it has.
    package func waits(for part: String) -> Bool {
        while !text.contains(part) {
            guard readMore() else { return false }
        }
        return true
    }

    /// Waits for more output; false at its end.
    private func readMore() -> Bool {
        var bytes = [UInt8](repeating: 0, count: 4096)
        // Not by `availableData`, which traps when the other side of a terminal is closed.
        let count = read(output.fileDescriptor, &bytes, bytes.count)
        guard count > 0 else { return count < 0 && errno == EINTR }
        pending += bytes[..<count]
        text = String(decoding: pending, as: UTF8.self)
        return true
    }

    /// Sends a signal to the process.
    package func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// Waits for the end: the exit status, or minus the signal, and all output.
    package func finish() -> (status: Int32, output: String) {
        while readMore() {}
        process.waitUntilExit()
        let isSignal = process.terminationReason == .uncaughtSignal
        return (isSignal ? -process.terminationStatus : process.terminationStatus, text)
    }

    /// Runs the program to its end.
    package static func run(
        _ name: String, _ arguments: String...
    ) throws -> (status: Int32, output: String) {
        try Program(name, arguments).finish()
    }
}
