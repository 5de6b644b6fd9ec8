import Foundation
import LinAlgKitCommands
import TestSupport
import Testing

struct ConsoleTests {
    @Test func linesEndAndNotesAreApart() {
        let screen = Screen()
        screen.console.line("one")
        screen.console.line()
        screen.console.note("beware")
        #expect(screen.output == "one\n\n")
        #expect(screen.notes == "linalgkit: beware\n")
    }

    @Test func withoutATerminalThereIsNoStatus() {
        let screen = Screen()
        screen.console.status("50 %")
        screen.console.line("done")
        #expect(screen.output == "done\n")
    }

    @Test func statusIsOverwritten() {
        let screen = Screen(isTerminal: true)
        screen.console.status("10 %")
        screen.console.status("20 %")
        screen.console.line("done")
        #expect(screen.output == "\r10 %\u{1B}[K\r20 %\u{1B}[K\r\u{1B}[Kdone\n")
    }

    @Test func aStatusFitsItsLine() {
        let screen = Screen(isTerminal: true, columns: 5)
        screen.console.status("123456789")
        #expect(screen.output == "\r1234\u{1B}[K")
    }

    @Test func standardIsNoTerminalInAPipe() throws {
        let directory = try TemporaryDirectory()
        let data = try SmallData.write(to: directory).classes
        let (status, output) = try Program.run(
            "linalgkit", "train", "--data", data, "--model", "mlp", "--epochs", "2")
        #expect(status == 0)
        #expect(!output.contains("\u{1B}") && !output.contains("\r"))
        #expect(output.contains("\nepoch 2/2   loss "))
    }
}
