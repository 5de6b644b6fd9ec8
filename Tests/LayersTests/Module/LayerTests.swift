import Layers
import Testing

private final class Outer: Layer {
    let inner: Linear
    init() throws { inner = try Linear(3, 2) }
    func forward(_ input: Tensor) throws -> Tensor { try inner(input) }
}

struct LayerTests {
    @Test func errorsNameTheLayersTheyPassThrough() throws {
        let model = try Sequential(ReLU(), Outer())
        do {
            _ = try model(.zeros(2, 4))
            Issue.record("no error")
        } catch let error as TensorError {
            #expect(error.layers == ["Sequential", "[1]", "Outer", "Linear"])
            #expect(error.description.hasSuffix("(in Sequential › [1] › Outer › Linear)"))
        }
    }

    @Test func anomaliesNameTheLayersTheyWereMadeIn() throws {
        let model = try Sequential(Outer(), Logarithm())
        let error = try #require(throws: TensorError.self) {
            try detectAnomaly { _ = try model(.zeros(2, 3)) }
        }
        #expect(error.kind == .anomaly && error.operation == "log")
        #expect(error.layers == ["Sequential", "[1]", "Logarithm"])
    }
}

private final class Logarithm: Layer {
    func forward(_ input: Tensor) throws -> Tensor { try (input - input).log() }
}
