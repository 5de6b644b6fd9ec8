import ReferenceSupport
import TensorCore
import Testing

@Suite struct ReferenceFileTests {
    private func text(_ text: String) throws -> Tensor {
        try Tensor(Array(text.utf8), shape: [text.utf8.count])
    }

    private func file(
        _ arrays: StateDictionary, measure: String? = nil, provenance: Bool = true
    ) throws -> ReferenceFile {
        var arrays = arrays
        if provenance { arrays["provenance"] = try text("made by hand") }
        if let measure { arrays["measure"] = try text(measure) }
        return try ReferenceFile("op", arrays)
    }

    @Test func sortsArraysIntoCases() throws {
        let file = try file([
            "a b/float32 dim=1/input0": .ones(1), "a b/float32 dim=1/value0": .ones(2),
            "a b/float64 dim=1/input0": .ones(3), "start": .ones(4),
        ])
        #expect(file.cases.map(\.name) == ["op: a b/float32 dim=1", "op: a b/float64 dim=1"])
        #expect(file.cases.map(\.label) == ["a b", "a b"])
        #expect(file.cases.map(\.dtype) == [.float32, .float64])
        #expect(file.cases[0]["value0"]?.shape == [2] && file.cases[1]["value0"] == nil)
        #expect(file.shared["start"]?.shape == [4])
    }

    @Test func readsMeasures() throws {
        let file = try file(
            ["a/float32/input0": .ones(1)], measure: "value=element gradient=largest second=one")
        #expect(file[.value] == .element && file[.gradient] == .largest && file[.second] == .one)
        #expect(file[.state] == .largest)
        #expect(throws: ReferenceError.self) {
            try self.file(["a/float32/input0": .ones(1)], measure: "value=nothing")
        }
    }

    @Test func refusesAFileThatSaysNothing() {
        #expect(throws: ReferenceError.self) { try file([:]) }
        #expect(throws: ReferenceError.self) {
            try file(["a/float32/input0": .ones(1)], provenance: false)
        }
    }

    @Test(arguments: [
        "a/input0", "a/float33/input0", "a/float32 dim/input0", "a/float32 dim=1=2/input0",
    ])
    func refusesNamesOfAnotherForm(name: String) {
        #expect(throws: ReferenceError.self) { try file([name: .ones(1)]) }
    }
}
