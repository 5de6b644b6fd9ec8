import Autograd
import GradientCheck
import Layers
import TestSupport
import Testing

/// x · w plus noise from the layer's generator, or from another one.
private protocol NoisyLayer: FaultyLayer {
    static var usesOwnGenerator: Bool { get }
    var weight: Parameter { get }
    var generator: Generator { get }
    var isTraining: Bool { get }
}

extension NoisyLayer {
    func forward(_ x: Tensor) throws -> Tensor {
        guard x.shape.last == configuration.size else {
            throw TensorError(.shape, Self.layerName, expected: "3", got: "\(x.shape)")
        }
        let source = Self.usesOwnGenerator ? generator : Generator.default
        guard isTraining else { return try x * weight.value }
        // The same numbers in each type.
        let noise = try Tensor.uniform(x.shape, dtype: .float32, generator: source)
        return try x * weight.value + noise.to(dtype: x.dtype)
    }
}

private final class SeededNoise: NoisyLayer, @unchecked Sendable {
    static let usesOwnGenerator = true
    let configuration: FaultyOptions
    let weight: Parameter
    let generator: Generator
    @TrainingMode var isTraining: Bool
    init(_ options: FaultyOptions, generator: Generator) throws {
        configuration = options
        self.generator = generator
        weight = Parameter(try Tensor.rand(options.size, generator: generator))
    }
}

private final class StrayNoise: NoisyLayer, @unchecked Sendable {
    static let usesOwnGenerator = false
    let configuration: FaultyOptions
    let weight: Parameter
    let generator: Generator
    @TrainingMode var isTraining: Bool
    init(_ options: FaultyOptions, generator: Generator) throws {
        configuration = options
        self.generator = generator
        weight = Parameter(try Tensor.rand(options.size, generator: generator))
    }
}

struct LayerProbeTests {
    /// The generator stands where it stood before each call, so random layers can be checked.
    @Test func randomNumbersOfTheGeneratorAreTheSameInEachCall() throws {
        try checkLayer(SeededNoise.self)
        #expect(throws: GradientCheckError.self) { try checkLayer(StrayNoise.self) }
    }

    @Test func parametersAndInputsComeInTheTypeOfTheCheck() throws {
        let error = try #require(throws: GradientCheckError.self) {
            try checkLayer(AlwaysDouble.self)
        }
        #expect("\(error)".contains("float32"), "\(error)")
    }
}
