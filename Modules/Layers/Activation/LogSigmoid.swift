/// −log(1 + e⁻ˣ), the logarithm of the sigmoid.
///
/// Shape: any → the same.
public final class LogSigmoid: ConfigurableLayer, ElementwiseLayer, Sendable {
    public static let layerName = "LogSigmoid"
    public let configuration = NoConfiguration()

    public init() {}

    public convenience init(_: NoConfiguration, generator _: Generator) { self.init() }

    public var function: any ElementwiseUnary { Autograd.LogSigmoid() }

    public func forward(_ input: Tensor) throws -> Tensor { input.logSigmoid() }
}
