import Autograd
import GradientCheck
import Layers

/// x · w with parts that its conformers get wrong.
protocol FaultyLayer: ConfigurableLayer where Configuration == FaultyOptions {}

/// The options of all of them.
struct FaultyOptions: Codable, Sendable, Hashable {
    var size = 3
    var power = 1
}

extension FaultyLayer {
    static var layerName: String { "test.\(Self.self)" }
    static var samples: [LayerSample<Self>] {
        get throws {
            [try LayerSample("plain", FaultyOptions(power: 2), shape: [2, 3], refusing: [[2, 4]])]
        }
    }
}

private func startWeight(_ options: FaultyOptions, _ generator: Generator) throws -> Parameter {
    Parameter(try Tensor.rand(options.size, generator: generator))
}

private func requireSize(_ x: Tensor, _ options: FaultyOptions, _ name: String) throws {
    guard x.shape.last == options.size else {
        throw TensorError(
            .shape, name, expected: "[…, \(options.size)]", got: "\(x.shape)", inputs: [x])
    }
}

/// Nothing is wrong with it.
final class FaultlessLayer: FaultyLayer {
    let configuration: FaultyOptions
    let weight: Parameter
    init(_ options: FaultyOptions, generator: Generator) throws {
        configuration = options
        weight = try startWeight(options, generator)
    }
    func forward(_ x: Tensor) throws -> Tensor {
        try requireSize(x, configuration, Self.layerName)
        return try x * weight.value * Double(configuration.power)
    }
}

/// The weight's gradient is cut off.
final class DetachedWeight: FaultyLayer {
    let configuration: FaultyOptions
    let weight: Parameter
    init(_ options: FaultyOptions, generator: Generator) throws {
        configuration = options
        weight = try startWeight(options, generator)
    }
    func forward(_ x: Tensor) throws -> Tensor {
        try requireSize(x, configuration, Self.layerName)
        return try x * weight.value.detach()
    }
}

/// A parameter that nothing depends on: any gradient of it passes.
final class UnusedWeight: FaultyLayer {
    let configuration: FaultyOptions
    let weight: Parameter
    let spare: Parameter
    init(_ options: FaultyOptions, generator: Generator) throws {
        configuration = options
        weight = try startWeight(options, generator)
        spare = try startWeight(options, generator)
    }
    func forward(_ x: Tensor) throws -> Tensor {
        try requireSize(x, configuration, Self.layerName)
        return try x * weight.value
    }
}

/// Part of what results depend on is in no state dictionary.
final class HiddenState: FaultyLayer {
    let configuration: FaultyOptions
    let weight: Parameter
    private let hidden: Double
    init(_ options: FaultyOptions, generator: Generator) throws {
        configuration = options
        weight = try startWeight(options, generator)
        hidden = try Tensor.rand(1, generator: generator).item()
    }
    func forward(_ x: Tensor) throws -> Tensor {
        try requireSize(x, configuration, Self.layerName)
        return try x * weight.value * hidden
    }
}

/// The options that it tells are not those that it was built with.
final class LosesOptions: FaultyLayer {
    let configuration: FaultyOptions
    let weight: Parameter
    private let power: Int
    init(_ options: FaultyOptions, generator: Generator) throws {
        configuration = FaultyOptions(size: options.size, power: 1)
        weight = try startWeight(options, generator)
        power = options.power
    }
    func forward(_ x: Tensor) throws -> Tensor {
        try requireSize(x, configuration, Self.layerName)
        return try x * weight.value * Double(power)
    }
}

/// Draws random numbers in evaluation too.
final class NoisyEvaluation: FaultyLayer {
    let configuration: FaultyOptions
    let weight: Parameter
    private let generator: Generator
    init(_ options: FaultyOptions, generator: Generator) throws {
        configuration = options
        weight = try startWeight(options, generator)
        self.generator = generator
    }
    func forward(_ x: Tensor) throws -> Tensor {
        try requireSize(x, configuration, Self.layerName)
        return try (x * weight.value).dropout(p: 0.5, generator: generator)
    }
}

/// Measures in evaluation too.
final class MeasuresInEvaluation: FaultyLayer, @unchecked Sendable {
    let configuration: FaultyOptions
    let weight: Parameter
    let count: Buffer
    @TrainingMode var isTraining: Bool
    init(_ options: FaultyOptions, generator: Generator) throws {
        configuration = options
        weight = try startWeight(options, generator)
        count = Buffer(try .zeros([]))
    }
    func forward(_ x: Tensor) throws -> Tensor {
        count.value = count.value + 1
        try requireSize(x, configuration, Self.layerName)
        return try x * weight.value * (isTraining ? 1 : 2)
    }
}

/// Weights come from a generator that nobody can seed.
final class UnseededWeight: FaultyLayer {
    let configuration: FaultyOptions
    let weight: Parameter
    init(_ options: FaultyOptions, generator _: Generator) throws {
        configuration = options
        weight = try startWeight(options, Generator.default)
    }
    func forward(_ x: Tensor) throws -> Tensor {
        try requireSize(x, configuration, Self.layerName)
        return try x * weight.value
    }
}

/// Results are always `float64`.
final class AlwaysDouble: FaultyLayer {
    let configuration: FaultyOptions
    let weight: Parameter
    init(_ options: FaultyOptions, generator: Generator) throws {
        configuration = options
        weight = try startWeight(options, generator)
    }
    func forward(_ x: Tensor) throws -> Tensor {
        try requireSize(x, configuration, Self.layerName)
        return try (x * weight.value).to(dtype: .float64)
    }
}

/// Accepts inputs that it says it refuses.
final class AcceptsAnything: FaultyLayer {
    let configuration: FaultyOptions
    let weight: Parameter
    init(_ options: FaultyOptions, generator: Generator) throws {
        configuration = options
        weight = try startWeight(options, generator)
    }
    func forward(_ x: Tensor) throws -> Tensor { try x * weight.value.sum() }
}

/// Throws an error that says nothing of layers.
final class ThrowsForeignErrors: FaultyLayer {
    struct Refusal: Error {}
    let configuration: FaultyOptions
    let weight: Parameter
    init(_ options: FaultyOptions, generator: Generator) throws {
        configuration = options
        weight = try startWeight(options, generator)
    }
    func forward(_ x: Tensor) throws -> Tensor {
        guard x.shape.last == configuration.size else { throw Refusal() }
        return try x * weight.value
    }
}

/// Must be given an option, and gives no samples.
final class WithoutSamplesLayer: ConfigurableLayer {
    struct Configuration: Codable, Sendable { var size: Int }
    static let layerName = "test.withoutSamples"
    let configuration: Configuration
    init(_ options: Configuration, generator _: Generator) { configuration = options }
    func forward(_ x: Tensor) throws -> Tensor { x }
}

/// Says another function than it computes.
final class OtherFunction: FaultyLayer, ElementwiseLayer {
    let configuration: FaultyOptions
    let function: any ElementwiseUnary = Autograd.Tanh()
    init(_ options: FaultyOptions, generator _: Generator) throws { configuration = options }
    func forward(_ x: Tensor) throws -> Tensor { x.sigmoid() }
}
