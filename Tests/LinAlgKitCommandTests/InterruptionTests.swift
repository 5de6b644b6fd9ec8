import Foundation
import TestSupport
import Testing

/// In processes of their own, since signals are the whole process's.
struct InterruptionTests {
    let directory: TemporaryDirectory
    let arguments: [String]

    init() throws {
        directory = try TemporaryDirectory()
        let data = try SmallData.write(to: directory).classes
        arguments = [
            "train", "--data", data, "--model", "mlp", "--epochs", "1000000", "--checkpoint",
            try directory.file("run.npz"),
        ]
    }

    @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
    func asksToStop(signal: Int32, status: Int32) throws {
        let program = try Program("linalgkit", arguments)
        #expect(program.waits(for: "epoch       1/1000000"))
        program.send(signal)
        let end = program.finish()
        #expect(end.status == status)
        #expect(end.output.contains("\ninterrupted in epoch "))
        #expect(end.output.hasSuffix("--resume goes on from there\n"))
        #expect(
            try directory.names == ["classes.npz", "run.npz", "run.training.npz", "values.npz"])
    }

    /// The first waits for the batch under way, here stopped with the process; the second does not.
    @Test func theSecondEndsAtOnce() throws {
        let program = try Program("linalgkit", arguments)
        #expect(program.waits(for: "epoch       1/1000000"))
        program.send(SIGSTOP)
        program.send(SIGINT)
        program.send(SIGTERM)
        program.send(SIGCONT)
        let status = program.finish().status
        // Whichever Dispatch reports first.
        #expect(status == 130 || status == 143)
    }
}
