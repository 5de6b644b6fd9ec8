import Foundation
import LinAlgKitCommands
import TestSupport
import Testing

struct ProgressDisplayTests {
    let directory: TemporaryDirectory
    let trainer: Trainer

    init() throws {
        directory = try TemporaryDirectory()
        trainer = try SmallData.trainer(in: directory)
    }

    /// What a run of two epochs shows, when each look at the clock finds it so much later.
    private func run(_ screen: Screen, seconds: Double) throws -> String {
        var time = 0.0
        let display = ProgressDisplay(screen.console, epochs: 2) {
            time += seconds
            return time
        }
        _ = try trainer.run(until: 2, display: display, isInterrupted: { false }, save: {})
        return screen.output
    }

    @Test func withoutATerminalALineForEachEpoch() throws {
        let lines = try run(Screen(), seconds: 1).split(separator: "\n")
        #expect(lines.count == 2)
        let line =
            /epoch 1\/2   loss \d\.\d{4}  accuracy 0\.\d{4}   held out: loss \d\.\d{4}  accuracy [01]\.\d{4}   lr 0\.001   \d+\.\d\d s/
        #expect(try line.wholeMatch(in: lines[0]) != nil, "\(lines[0])")
    }

    @Test func onATerminalABarThatMoves() throws {
        let output = try run(Screen(isTerminal: true, columns: 120), seconds: 1)
        let pictures = output.split(separator: "\r").filter { $0.hasPrefix("epoch 1/2 ━") }
        #expect(pictures.count == trainer.batchesPerEpoch)
        #expect(pictures.first?.contains("─") == true, "a part is still to come")
        #expect(pictures.last?.contains("─") == false && pictures.last?.contains(" 100%") == true)
        #expect(pictures.allSatisfy { $0.contains(" samples/s  ") && $0.contains(" left\u{1B}[K") })
        #expect(output.contains("\r\u{1B}[Kepoch 2/2   loss "), "a line takes the bar's place")
    }

    @Test func pictureAfterPictureTakesTime() throws {
        // A batch each 0.03 s: every fourth is shown, and the last of an epoch by its line.
        let output = try run(Screen(isTerminal: true), seconds: 0.03)
        #expect(output.split(separator: "\r").filter { $0.hasPrefix("epoch 1/2 ") }.count < 4)
    }

    @Test func narrowTerminalsHaveNoRoomForTheBar() throws {
        let output = try run(Screen(isTerminal: true, columns: 40), seconds: 1)
        for picture in output.split(separator: "\r") where picture.hasPrefix("epoch 1/2 ") {
            let shown = picture.prefix { $0 != "\u{1B}" }
            if !shown.contains("\n") { #expect(shown.count <= 39) }
        }
    }

    @Test func withoutUnicodeTheBarIsPlain() throws {
        let output = try run(
            Screen(isTerminal: true, columns: 120, showsUnicode: false), seconds: 1)
        #expect(output.contains("epoch 1/2 ##") && !output.contains("━"))
    }

    /// The whole way: the program, on a pseudo-terminal.
    @Test func theProgramOnATerminal() throws {
        let data = try SmallData.write(to: directory).classes
        let terminal = try Terminal(columns: 100)
        let program = try Program(
            "linalgkit",
            ["train", "--data", data, "--model", "mlp", "--epochs", "3", "--batch", "2"],
            environment: ["TERM": "xterm", "LC_ALL": "C.UTF-8"], terminal: terminal)
        let (status, output) = program.finish()
        #expect(status == 0)
        #expect(output.contains("\repoch 1/3 ━") && output.contains("% "))
        #expect(output.contains("\r\u{1B}[Kepoch 3/3   loss "))
    }
}
