import LinAlgKitCommands
import TestSupport
import Testing

struct LinAlgKitCommandTests {
    @Test func helpListsTheCommands() {
        let help = LinAlgKitCommand.helpMessage()
        for command in ["train", "evaluate", "predict", "inspect"] {
            #expect(help.contains(command))
        }
        #expect(help.contains("linalgkit train --data digits --model cnn --checkpoint digits.npz"))
    }

    @Test func otherCommandsAreRefused() {
        #expect(refusal("trian") == "Unexpected argument 'trian'")
    }

    @Test func theProgramSaysWhatIsWrongAndFails() throws {
        let (status, output) = try Program.run(
            "linalgkit", "evaluate", "--checkpoint", "/no/run.npz")
        #expect(status == 1)
        #expect(output.hasPrefix("Error: /no/run.npz: expected a checkpoint; got no such file."))
        #expect(try Program.run("linalgkit", "train", "--epochs", "0").status == 64, "EX_USAGE")
        #expect(try Program.run("linalgkit", "--help").status == 0)
    }
}
