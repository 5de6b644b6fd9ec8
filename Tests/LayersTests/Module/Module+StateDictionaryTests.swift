import Layers
import TestSupport
import Testing

struct ModuleStateDictionaryTests {
    private func model(_ seed: UInt64 = 1) throws -> Sequential {
        let generator = Generator(seed: seed)
        return try Sequential(
            Linear(2, 3, generator: generator), BatchNorm1d(3),
            Linear(3, 1, generator: generator))
    }

    /// The error for a state, which must leave the model as it was.
    private func refusal(_ change: (inout StateDictionary) throws -> Void) throws -> String {
        let model = try model()
        var state = try self.model(2).stateDict()
        try change(&state)
        let before = bits(of: model)
        let text = errorText { try model.loadStateDict(state) }
        #expect(bits(of: model) == before, "bit-identical after an error")
        return text
    }

    @Test func takesEverything() throws {
        let (model, other) = (try model(1), try model(2))
        #expect(bits(of: model) != bits(of: other))
        let report = try model.loadStateDict(other.stateDict())
        #expect(bits(of: model) == bits(of: other))
        #expect(report.missing.isEmpty && report.unexpected.isEmpty)
    }

    @Test("bad input 64: missing and extra keys are all listed, and nothing changes")
    func keys() throws {
        let text = try refusal { state in
            state["0.weight"] = nil
            state["1.running_mean"] = nil
            state["extra.one"] = try .ones(1)
            state["extra.two"] = try .ones(1)
        }
        #expect(
            text
                == "loadStateDict: expected the tensors of Sequential; got \"0.weight\" is missing; "
                + "\"1.running_mean\" is missing; \"extra.one\" is not in the model; "
                + "\"extra.two\" is not in the model. Nothing was changed.")
    }

    @Test("bad input 65: one shape of many is wrong, and nothing changes")
    func shapes() throws {
        let text = try refusal { $0["2.weight"] = try .ones(3, 1) }
        #expect(text.contains("\"2.weight\" is [3, 1], in the model [1, 3]"))
    }

    @Test("seed defect 33: another shape and another type are refused together")
    func shapeAndType() throws {
        let text = try refusal { state in
            state["0.weight"] = try .ones(7, 7)
            state["2.bias"] = try .ones(1, dtype: .int32)
        }
        #expect(text.contains("\"0.weight\" is [7, 7], in the model [3, 2]"))
        #expect(text.contains("\"2.bias\" is int32, in the model float32"))
    }

    @Test("bad input 66: another type is refused unless conversion is asked for")
    func types() throws {
        let text = try refusal { $0["0.bias"] = try .ones(3, dtype: .float64) }
        #expect(text.contains("\"0.bias\" is float64, in the model float32"))
        let model = try model()
        var state = model.stateDict()
        state["0.bias"] = try Tensor([1, 2, 3])
        try model.loadStateDict(state, convertingTypes: true)
        #expect(model.stateDict()["0.bias"]?.values == [1, 2, 3])
        #expect(model.stateDict()["0.bias"]?.dtype == .float32)
    }

    @Test func withoutStrictnessDifferencesAreReported() throws {
        let (model, other) = (try model(1), try model(2))
        var state = other.stateDict()
        state["2.bias"] = nil
        state["extra"] = try .ones(1)
        let bias = model.stateDict()["2.bias"]?.values
        let report = try model.loadStateDict(state, strict: false)
        #expect(report.missing == ["2.bias"] && report.unexpected == ["extra"])
        #expect(model.stateDict()["2.bias"]?.values == bias)
        #expect(model.stateDict()["0.weight"]?.values == state["0.weight"]?.values)
        state["0.weight"] = try .ones(7)
        #expect(errorText { try model.loadStateDict(state, strict: false) }.contains("[7]"))
    }

    @Test func aStateIsASnapshot() throws {
        let layer = try Linear(2, 1)
        let state = layer.stateDict()
        let before = state["weight"]?.values
        try layer.$weight.update { try $0 += 1 }
        #expect(state["weight"]?.values == before)
        #expect(state["weight"]?.requiresGrad == false)
    }

    @Test func frozenParametersStayFrozen() throws {
        let (layer, other) = (try Linear(2, 1), try Linear(2, 1))
        layer.$weight.requiresGrad = false
        try layer.loadStateDict(other.stateDict())
        #expect(!layer.$weight.requiresGrad && layer.bias?.requiresGrad == true)
    }
}
