/// tanh(x).
///
/// Shape: any → the same.
public final class Tanh: ConfigurableLayer, ElementwiseLayer, Sendable {
    public static let layerName = "Tanh"
    public let configuration = NoConfiguration()

    public init() {}

    public convenience init(_: NoConfiguration, generator _: Generator) { self.init() }

    public var function: any ElementwiseUnary { Autograd.Tanh() }

    public func forward(_ input: Tensor) throws -> Tensor { input.tanh() }
}
