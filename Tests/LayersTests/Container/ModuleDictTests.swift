import Layers
import TestSupport
import Testing

struct ModuleDictTests {
    @Test func keepsTheOrderOfNames() throws {
        let heads = try ModuleDict(["score": Linear(2, 1), "box": Linear(2, 4)])
        #expect(heads.keys == ["score", "box"] && heads.count == 2)
        #expect(
            heads.stateDict().keys == ["score.weight", "score.bias", "box.weight", "box.bias"])
        #expect(try heads["box"](.ones(1, 2)).shape == [1, 4])
        #expect(heads.map(\.name) == ["score", "box"])
    }

    @Test func insertsAndRemoves() throws {
        let layers: ModuleDict<any Layer> = try ModuleDict([:])
        try layers.insert("a", ReLU())
        try layers.insert("b", Tanh())
        #expect(layers.remove("a") is ReLU && layers.remove("a") == nil)
        #expect(layers.keys == ["b"])
    }

    @Test func rejectsNamesThatDoNotFit() throws {
        #expect(
            errorText { _ = try ModuleDict(["a": Linear(1, 1), "a": Linear(1, 1)]) }
                == "ModuleDict: expected names that differ; got \"a\" twice. Remove the one that is "
                + "there first.")
        #expect(errorText { _ = try ModuleDict(["a.b": Linear(1, 1)]) }.contains("without dots"))
        #expect(errorText { _ = try ModuleDict(["": Linear(1, 1)]) }.contains("without dots"))
        let one = try ModuleDict(["a": Linear(1, 1)])
        #expect(
            errorText { _ = try one["b"] } == "ModuleDict: expected one of [\"a\"]; got \"b\".")
    }
}
