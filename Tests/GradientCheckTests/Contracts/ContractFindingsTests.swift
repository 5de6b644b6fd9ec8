import GradientCheck
import Testing

struct ContractFindingsTests {
    private struct Foreign: Error {}

    @Test func nothingWrongGivesTheReport() throws {
        var findings = ContractFindings(kind: "layer", name: "x")
        findings.report.sampleCount = 3
        #expect(try findings.result().description == "layer x: 3 samples")
    }

    @Test func allThatIsWrongIsThrown() throws {
        var findings = ContractFindings(kind: "layer", name: "x")
        findings.fail("here", "is wrong")
        findings.attempt("there") { _ in throw Foreign() }
        let error = try #require(throws: GradientCheckError.self) { try findings.result() }
        #expect(error.subject == "layer x")
        #expect(error.failures == ["here: is wrong", "there: threw Foreign()"])
    }

    @Test func onlyATensorErrorIsExpected() {
        var findings = ContractFindings(kind: "layer", name: "x")
        let error = findings.expectError("a", "this") {
            throw TensorError(.value, "op", expected: "1", got: "2")
        }
        #expect(error?.operation == "op" && findings.failures.isEmpty)
        findings.expectError("b", "that") {}
        findings.expectError("c", "other") { throw Foreign() }
        #expect(
            findings.failures == [
                "b: that does not throw", "c: other throws no TensorError, but Foreign()",
            ])
    }

    @Test func dictionariesDifferInNamesBitsAndOrder() throws {
        let (a, b) = (try Tensor([1.0]), try Tensor([2.0]))
        let state: StateDictionary = ["a": a, "b": b]
        #expect(try state.firstDifference(from: ["a": a, "b": b]) == nil)
        #expect(try state.firstDifference(from: ["a": a, "b": a]) == "b")
        #expect(try state.firstDifference(from: ["a": a]) == "b")
        #expect(try state.firstDifference(from: ["b": b, "a": a]) == "order of names")
        #expect(try state.firstDifference(from: ["a": a, "b": b.to(dtype: .float64)]) == "b")
    }
}
