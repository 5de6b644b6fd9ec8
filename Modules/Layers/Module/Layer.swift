/// A module that maps a tensor to a tensor.
///
/// ```swift
/// final class MyModel: Layer {
///     let fc1: Linear
///     let fc2: Linear
///     init() throws {
///         fc1 = try Linear(784, 128)
///         fc2 = try Linear(128, 10)
///     }
///     func forward(_ x: Tensor) throws -> Tensor { try fc2(fc1(x).relu()) }
/// }
/// ```
public protocol Layer: Module {
    /// The output for an input. Called as `layer(input)`, which adds the layer to errors.
    func forward(_ input: Tensor) throws -> Tensor
}

extension Layer {
    /// The output for an input.
    ///
    /// - Throws: What `forward` throws; a ``TensorError`` names this layer among those it passed
    ///   through.
    public func callAsFunction(_ input: Tensor) throws -> Tensor {
        do {
            let output =
                ModuleHooks.arePresent ? try forwardWithHooks(input) : try forward(input)
            try throwAnomaly()
            return output
        } catch let error as TensorError {
            throw error.passing(through: "\(type(of: self))")
        }
    }
}

/// A layer that is built from a configuration and can be named in a model specification.
public protocol ConfigurableLayer: Layer, SendableMetatype {
    /// The options, as they stand in a specification.
    associatedtype Configuration: Codable & Sendable
    /// The name in specifications.
    static var layerName: String { get }
    /// The options this layer was built with.
    var configuration: Configuration { get }
    /// Builds the layer; initial weights come from `generator`.
    init(_ configuration: Configuration, generator: Generator) throws
    /// Options and inputs that the check of the layer probes. Those of a layer all of whose options
    /// have defaults are found without this.
    static var samples: [LayerSample<Self>] { get throws }
}

/// A layer without options.
public struct NoConfiguration: Codable, Sendable {
    public init() {}
}
