import Layers
import TestSupport
import Testing

/// The error for the layers of a specification.
private func refusal(_ layers: String) -> String {
    errorText { _ = try Sequential(json: #"{"layers": [{"type": "ReLU"}, \#(layers)]}"#) }
}

struct ModelSpecificationTests {
    @Test func unknownLayersAreNamedWithTheKnownOnes() {
        let text = refusal(#"{"type": "Liner", "inputs": 2}"#)
        #expect(text.hasPrefix("ModelSpecification: expected one of AdaptiveAvgPool1d, "))
        #expect(text.contains("got \"Liner\" as layers[1]. Is the package that has it linked"))
    }

    @Test func missingOptions() {
        #expect(
            refusal(#"{"type": "Linear", "inputs": 2}"#)
                == "Linear: expected the option \"outputs\"; got only \"inputs\". (in layers[1])")
        #expect(refusal(#"{"type": "Linear"}"#).contains("\"inputs\"; got no options."))
    }

    @Test(arguments: [
        (#""inputs": "64", "outputs": 1"#, "a whole number for \"inputs\"; got \"64\""),
        (#""inputs": 2.5, "outputs": 1"#, "a whole number for \"inputs\"; got 2.5"),
        (#""inputs": null, "outputs": 1"#, "a whole number for \"inputs\"; got null"),
        (#""inputs": [2], "outputs": 1"#, "a whole number for \"inputs\"; got [2]"),
        (#""inputs": 1e30, "outputs": 1"#, "a whole number for \"inputs\"; got 1e+30"),
        (#""inputs": 2, "outputs": 1, "bias": 1"#, "true or false for \"bias\"; got 1"),
    ])
    func mistypedOptions(options: String, complaint: String) {
        #expect(
            refusal(#"{"type": "Linear", \#(options)}"#)
                == "Linear: expected \(complaint). (in layers[1])")
    }

    @Test func optionsOfOtherKinds() {
        #expect(
            refusal(#"{"type": "Dropout", "p": "half"}"#)
                == "Dropout: expected a number for \"p\"; got \"half\". (in layers[1])")
        let text = refusal(#"{"type": "GELU", "approximate": "best"}"#)
        #expect(text.hasPrefix("GELU: expected a possible value ("))
        #expect(text.hasSuffix(" for \"approximate\"; got \"best\". (in layers[1])"))
        #expect(
            refusal(#"{"type": "LayerNorm", "normalizedShape": [2, "x"]}"#)
                .contains("a whole number for \"normalizedShape.1\"; got \"x\""))
    }

    @Test func misspeltOptions() {
        #expect(
            refusal(#"{"type": "Linear", "inputs": 2, "outputs": 1, "bais": false}"#)
                == "Linear: expected only the options \"bias\", \"inputs\", \"outputs\"; got "
                + "\"bais\". Is it misspelt? (in layers[1])")
        #expect(
            refusal(#"{"type": "ReLU", "slope": 1}"#)
                == "ReLU: expected no options; got \"slope\". Is it misspelt? (in layers[1])")
        #expect(
            refusal(#"{"type": "BatchNorm1d", "numFeatures": 2, "mumentum": 0.2}"#)
                .contains("\"momentum\""), "an option that may be nil is known too")
    }

    @Test func optionsOutOfRange() {
        #expect(
            refusal(#"{"type": "Linear", "inputs": 0, "outputs": 1}"#)
                == "Linear: expected sizes of at least 1; got 0 inputs and 1 outputs. (in layers[1])"
        )
    }

    @Test func errorsInNestedModelsSayWhere() {
        let inner = #"{"layers": [{"type": "Tanh"}, {"type": "Linear"}], "type": "Sequential"}"#
        #expect(refusal(inner).hasSuffix("(in layers[1] › layers[1])"))
        #expect(
            refusal(#"{"type": "Sequential", "layer": []}"#)
                .contains("expected {\"layers\": […]}; got {\"layer\": …}"))
    }

    @Test(arguments: [
        "[]", "{}", "3", #"{"layers": 1}"#, #"{"layers": [], "name": "x"}"#,
        #"{"layers": [1]}"#, #"{"layers": [{}]}"#, #"{"layers": [{"type": 1}]}"#,
    ])
    func otherForms(json: String) {
        #expect(
            errorText { _ = try Sequential(json: json) }.hasPrefix("ModelSpecification: expected"))
    }

    @Test func afterAnErrorTheGeneratorIsWhereItWas() {
        let generator = Generator(seed: 7)
        let state = generator.state
        let json = #"{"layers": [{"type": "Linear", "inputs": 2, "outputs": 2}, {"type": "Tan"}]}"#
        #expect(!errorText { _ = try Sequential(json: json, generator: generator) }.isEmpty)
        #expect(generator.state == state)
    }

    @Test func isMadeOfValues() throws {
        let specification = ModelSpecification([
            .init("Linear", ["inputs": .integer(4), "outputs": .integer(2)]), .init("ReLU"),
        ])
        #expect(try ModelSpecification(specification.value) == specification)
        #expect(try specification.build().count == 2)
    }
}
