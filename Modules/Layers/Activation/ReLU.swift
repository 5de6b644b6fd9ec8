/// max(x, 0).
///
/// Shape: any → the same.
public final class ReLU: ConfigurableLayer, ElementwiseLayer, Sendable {
    public static let layerName = "ReLU"
    public let configuration = NoConfiguration()

    public init() {}

    public convenience init(_: NoConfiguration, generator _: Generator) { self.init() }

    public var function: any ElementwiseUnary { Autograd.ReLU() }

    public func forward(_ input: Tensor) throws -> Tensor { input.relu() }
}
