import Layers
import Testing

struct SpecificationValueTests {
    @Test func readsEachKindOfValue() throws {
        let json = """
            {"layers": [{"type": "X", "a": null, "b": true, "c": 1, "d": 1.5, "e": "1", "f": [1, [2]],
             "g": {"h": 0}, "i": 1.0, "j": -9223372036854775808, "k": 1e300}]}
            """
        let options = try ModelSpecification(json: json).layers[0].options
        let expected: [String: SpecificationValue] = [
            "a": .null, "b": .boolean(true), "c": .integer(1), "d": .number(1.5), "e": .text("1"),
            "f": .list([.integer(1), .list([.integer(2)])]), "g": .options(["h": .integer(0)]),
            "i": .integer(1), "j": .integer(.min), "k": .number(1e300),
        ]
        #expect(options == expected)
    }

    @Test func readsAsInJSON() {
        #expect(SpecificationValue.null.description == "null")
        #expect(SpecificationValue.list([.text("a"), .number(0.5)]).description == #"["a", 0.5]"#)
        #expect(
            SpecificationValue.options(["b": .null, "a": .null]).description == #"{"a": …, "b": …}"#
        )
    }
}
