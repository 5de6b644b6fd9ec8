import Layers
import TestSupport
import Testing

struct ModelSpecificationJSONTests {
    private let json = """
        {"layers":[{"inputs":64,"outputs":10,"type":"Linear"},\
        {"layers":[{"p":0.25,"type":"Dropout"}],"type":"Sequential"}]}
        """

    @Test func comesBackAsItWas() throws {
        let specification = try ModelSpecification(json: json)
        #expect(specification.layers.map(\.type) == ["Linear", "Sequential"])
        #expect(
            specification.layers[0].options == ["inputs": .integer(64), "outputs": .integer(10)])
        #expect(try specification.json() == json)
    }

    @Test func whatIsNotJSON() {
        #expect(errorText { _ = try ModelSpecification(json: "") }.hasSuffix("got nothing."))
        for text in [
            "{", "layers", #"{"layers": [}"#, "\u{0}", String(repeating: "[", count: 100_000),
        ] {
            #expect(
                errorText { _ = try ModelSpecification(json: text) }
                    .hasPrefix("ModelSpecification: expected JSON such as"))
        }
    }

    @Test func numbersMustBeFinite() throws {
        let specification = ModelSpecification([.init("Dropout", ["p": .number(.infinity)])])
        #expect(errorText { _ = try specification.json() }.contains("finite numbers"))
    }

    @Test func anEntryDescribesALayer() throws {
        let entry = try ModelSpecification.Entry(of: Linear(3, 2, bias: false))
        #expect(entry.type == "Linear")
        #expect(
            entry.options == [
                "inputs": .integer(3), "outputs": .integer(2), "bias": .boolean(false),
            ])
    }
}
