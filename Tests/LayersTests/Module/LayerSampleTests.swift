import Layers
import Testing

private final class Picky: ConfigurableLayer {
    struct Configuration: Codable, Sendable { var power: Int? }
    static let layerName = "test.Picky"
    let configuration: Configuration
    init(_ configuration: Configuration, generator _: Generator) {
        self.configuration = configuration
    }
    func forward(_ input: Tensor) throws -> Tensor {
        guard input.rank == 4 else {
            throw TensorError(.shape, Self.layerName, expected: "images", got: "\(input.shape)")
        }
        return input
    }
}

struct LayerSampleTests {
    @Test func samplesAreFoundWhereEveryOptionHasADefault() throws {
        #expect(try ReLU.samples.map(\.input.shape) == [[2, 3], [5], [2, 3, 4, 2]])
        #expect(try Dropout.samples.allSatisfy { $0.configuration.p == 0.5 })
        #expect(try Picky.samples.map(\.input.shape) == [[2, 3, 4, 2]])
    }

    @Test func inputsAreDoublesAwayFromZero() throws {
        let sample = try LayerSample<ReLU>("x", NoConfiguration(), shape: [50], refusing: [[2]])
        #expect(sample.input.dtype == .float64 && sample.refused == [[2]])
        #expect(sample.input.values.allSatisfy { $0.magnitude >= 0.1 && $0.magnitude <= 2 })
        #expect(Set(sample.input.values).count > 40)
    }
}
