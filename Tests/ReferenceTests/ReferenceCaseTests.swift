import ReferenceSupport
import TensorCore
import Testing

@Suite struct ReferenceCaseTests {
    private func only(_ arrays: StateDictionary) throws -> ReferenceCase {
        var arrays = arrays
        arrays["provenance"] = try .ones(1)
        return try #require(ReferenceFile("op", arrays).cases.first)
    }

    @Test func givesArraysByNumberAndByName() throws {
        let each = try only([
            "a/float32/input1": .ones(1), "a/float32/input0": .ones(2),
            "a/float32/input10": .ones(3),
            "a/float32/state.weight": .ones(4), "a/float32/state.bias": .ones(5),
        ])
        #expect(each.numbered("input").map(\.index) == [0, 1, 10])
        #expect(each.numbered("input").map(\.tensor.count) == [2, 1, 3])
        #expect(each.named("state.").map(\.name) == ["bias", "weight"])
        #expect(throws: ReferenceError.self) { try each.required("value0") }
    }

    @Test func parsesOptions() throws {
        let each = try only([
            "a/float32 n=3 x=-0.5 flag=1 shape=2,3 none= end=inf word=sum/input0": .ones(1)
        ])
        let options = each.options
        #expect(try options.integer("n") == 3 && options.number("x") == -0.5)
        #expect(try options.flag("flag") && options.integers("shape") == [2, 3])
        #expect(try options.integers("none") == [] && options.number("end") == .infinity)
        #expect(options.text("word") == "sum" && options.text("other") == nil)
        #expect(try options.integer("other", or: 7) == 7)
    }

    @Test func refusesOptionsThatAreMissingOrOfAnotherType() throws {
        let options = try only(["a/float32 n=3.5 flag=yes shape=2,x/input0": .ones(1)]).options
        #expect(throws: ReferenceError.self) { try options.integer("n") }
        #expect(throws: ReferenceError.self) { try options.flag("flag", or: true) }
        #expect(throws: ReferenceError.self) { try options.integers("shape") }
        #expect(throws: ReferenceError.self) { try options.number("other") }
    }
}
