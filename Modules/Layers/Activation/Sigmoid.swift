/// 1 / (1 + e⁻ˣ).
///
/// Shape: any → the same.
public final class Sigmoid: ConfigurableLayer, ElementwiseLayer, Sendable {
    public static let layerName = "Sigmoid"
    public let configuration = NoConfiguration()

    public init() {}

    public convenience init(_: NoConfiguration, generator _: Generator) { self.init() }

    public var function: any ElementwiseUnary { Autograd.Sigmoid() }

    public func forward(_ input: Tensor) throws -> Tensor { input.sigmoid() }
}
