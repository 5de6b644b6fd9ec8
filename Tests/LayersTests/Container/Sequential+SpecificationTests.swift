import Layers
import TestSupport
import Testing

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

private final class Nameless: Layer {
    func forward(_ input: Tensor) throws -> Tensor { input }
}

struct SequentialSpecificationTests {
    private let json = """
        {"layers": [{"type": "Linear", "inputs": 3, "outputs": 4},
         {"type": "Sequential", "layers": [{"type": "ReLU"}, {"type": "Linear", "inputs": 4,
          "outputs": 2, "bias": false}]}]}
        """

    @Test func buildsTheModel() throws {
        let model = try Sequential(json: json, generator: Generator(seed: 1))
        #expect(model.stateDict().keys == ["0.weight", "0.bias", "1.1.weight"])
        #expect(try model(.zeros(5, 3)).shape == [5, 2])
        let generator = Generator(seed: 1)
        let same = try Sequential(
            Linear(3, 4, generator: generator),
            Sequential(ReLU(), Linear(4, 2, bias: false, generator: generator)))
        #expect(bits(of: model) == bits(of: same))
        let fromData = try Sequential(json: Data(json.utf8), generator: Generator(seed: 1))
        #expect(bits(of: fromData) == bits(of: model))
    }

    @Test func givesItsSpecification() throws {
        let specification = try Sequential(json: json).specification()
        #expect(specification.layers.map(\.type) == ["Linear", "Sequential"])
        #expect(specification.layers[0].options["bias"] == .boolean(true), "defaults are written")
        let copy = try Sequential(specification, generator: Generator(seed: 2))
        #expect(try copy.specification() == specification)
    }

    @Test func aLayerWithoutANameHasNoSpecification() {
        #expect(
            errorText { _ = try Sequential(ReLU(), Nameless()).specification() }
                == "specification: expected layers that have a name in the registry; got Nameless as "
                + "layers[1]. Make it a ConfigurableLayer and register it.")
    }
}
