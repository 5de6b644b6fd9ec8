import LinAlgKit
import LinAlgKitCommands
import TestSupport
import Testing

struct CommandErrorTests {
    @Test func readsSubjectExpectedGotAdvice() {
        let error = CommandError("--lr", expected: "more", got: "less", advice: "Think.")
        #expect(error.description == "--lr: expected more; got less. Think.")
        #expect(CommandError("a", expected: "b", got: "c").description == "a: expected b; got c.")
    }

    @Test func otherErrorsAreSaidToBelongSomewhere() throws {
        #expect(
            errorText {
                try CommandError.at("model.json") {
                    throw TensorError(.value, "Linear", message: "is wrong")
                }
            } == "model.json: Linear: is wrong")
        #expect(try CommandError.at("anywhere") { 3 } == 3)
    }

    @Test func itsOwnErrorsHaveTheirPlace() {
        let error = CommandError("--data", expected: "b", got: "c")
        #expect(errorText { try CommandError.at("elsewhere") { throw error } } == error.description)
    }

    @Test func decodingErrorsAreReduced() {
        let error = DecodingError.dataCorrupted(
            .init(codingPath: [], debugDescription: "The given data was not valid JSON."))
        #expect(
            errorText { try CommandError.at("run.npz") { throw error } }
                == "run.npz: The given data was not valid JSON.")
    }
}
