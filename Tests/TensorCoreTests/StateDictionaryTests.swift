import TensorCore
import TestSupport
import Testing

struct StateDictionaryTests {
    private func tensor(_ number: Double) throws -> Tensor { try constant([number]) }

    @Test func namesKeepTheirOrder() throws {
        var state = StateDictionary()
        for (index, name) in ["b", "a", "c"].enumerated() {
            state[name] = try tensor(Double(index))
        }
        #expect(state.keys == ["b", "a", "c"] && state.count == 3)
        state["a"] = try tensor(9)
        #expect(state.keys == ["b", "a", "c"] && state["a"]?.values == [9])
        state["b"] = nil
        #expect(state.keys == ["a", "c"] && state["b"] == nil)
        #expect(state["a"]?.values == [9] && state["c"]?.values == [2], "positions move up")
        state["b"] = try tensor(4)
        #expect(state.keys == ["a", "c", "b"])
        state["unknown"] = nil
        #expect(state.count == 3)
    }

    @Test func isACollectionOfPairs() throws {
        let state: StateDictionary = ["x": try tensor(1), "y": try tensor(2)]
        #expect(state.map(\.name) == ["x", "y"] && state.map(\.tensor.values) == [[1], [2]])
        #expect(state.first?.name == "x" && state[1].name == "y" && state["z"] == nil)
        #expect(StateDictionary().isEmpty)
    }

    @Test func ofANameGivenTwiceTheLastCounts() throws {
        let state: StateDictionary = ["x": try tensor(1), "y": try tensor(2), "x": try tensor(3)]
        #expect(state.keys == ["x", "y"] && state["x"]?.values == [3])
    }

    @Test func isAValue() throws {
        let state: StateDictionary = ["x": try tensor(1)]
        var copy = state
        copy["x"] = try tensor(2)
        copy["y"] = try tensor(3)
        #expect(state.keys == ["x"] && state["x"]?.values == [1])
    }
}
