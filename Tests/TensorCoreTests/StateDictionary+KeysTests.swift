import TensorCore
import TestSupport
import Testing

struct StateDictionaryKeysTests {
    private let state: StateDictionary

    init() throws {
        state = [
            "module.0.weight": try constant([1]), "module.0.bias": try constant([2]),
            "step": try Tensor([3]),
        ]
    }

    /// The message of the error that `body` throws.
    private func refusal(_ body: () throws -> StateDictionary) -> String {
        let error = #expect(throws: TensorError.self) { _ = try body() }
        #expect(error?.kind == .name)
        return error.map { "\($0)" } ?? ""
    }

    @Test func aClosureRenamesInOrder() throws {
        let renamed = try state.renamed { $0.uppercased() }
        #expect(renamed.keys == ["MODULE.0.WEIGHT", "MODULE.0.BIAS", "STEP"])
        #expect(renamed.map(\.tensor.values) == [[1], [2], [3]])
    }

    @Test func aTableRenamesWhatItHas() throws {
        let renamed = try state.renamed(["step": "count", "module.0.bias": "b"])
        #expect(renamed.keys == ["module.0.weight", "b", "count"])
        let swapped = try state.renamed(["step": "module.0.bias", "module.0.bias": "step"])
        #expect(swapped["step"]?.values == [2] && swapped["module.0.bias"]?.values == [3])
        let message = refusal { try state.renamed(["steps": "count", "a": "b"]) }
        #expect(message.contains("\"a\", \"steps\""))
    }

    @Test func collisionsAreErrors() throws {
        let messages = [
            refusal { try state.renamed { _ in "same" } },
            refusal { try state.renamed(["module.0.bias": "step"]) },
            // Names that are equal as text, in two spellings.
            refusal { try state.renamed { $0 == "step" ? "\u{E9}" : "e\u{301}" } },
        ]
        for message in messages { #expect(message.contains("module.0.bias"), "\(message)") }
        let clash: StateDictionary = ["a.x": try constant([1]), "x": try constant([2])]
        #expect(refusal { try clash.removingPrefix("a.") }.contains("\"x\""))
    }

    @Test func prefixesComeAndGo() throws {
        let stripped = try state.removingPrefix("module.")
        #expect(stripped.keys == ["0.weight", "0.bias", "step"])
        #expect(try state.removingPrefix("").keys == state.keys)
        #expect(
            try stripped.addingPrefix("net.").keys == ["net.0.weight", "net.0.bias", "net.step"])
    }

    @Test func aPartHasOnlyThePrefixed() throws {
        #expect(try state.part("module.0.").keys == ["weight", "bias"])
        let message = refusal { try state.part("model.") }
        #expect(message.contains("\"module\", \"step\""))
        #expect(try StateDictionary().part("model.").isEmpty)
    }

    @Test func prefixesAreBytesAndNotCharacters() throws {
        // To Swift's `hasPrefix`, the accent makes another letter of the dot before it.
        let accent: StateDictionary = ["a.\u{301}x": try constant([1])]
        #expect(
            try accent.removingPrefix("a.").keys.map { Array($0.utf8) } == [[0xCC, 0x81, 0x78]])
    }

    @Test func filtersByNameAndTensor() throws {
        #expect(state.filtered { name, tensor in tensor.dtype == .int64 }.keys == ["step"])
        #expect(state.filtered { name, _ in name != "step" }.count == 2)
    }

    @Test func convertsFloatsOnly() throws {
        let converted = try state.convertingFloats(to: .float16)
        #expect(converted.map(\.tensor.dtype) == [.float16, .float16, .int64])
        #expect(converted.map(\.tensor.values) == [[1], [2], [3]])
        #expect(throws: TensorError.self) { _ = try state.convertingFloats(to: .int32) }
    }

    @Test func whatMadeADictionaryIncompleteStaysWithIt() throws {
        var broken = state
        broken.problem = TensorError(.name, "test", message: "not whole")
        #expect(try broken.renamed { $0 + "x" }.problem != nil)
        #expect(broken.filtered { _, _ in true }.problem != nil)
        #expect(try broken.convertingFloats(to: .float64).problem != nil)
    }
}
