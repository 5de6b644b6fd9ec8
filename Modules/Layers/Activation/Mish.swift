/// x tanh(log(1 + eˣ)).
///
/// Shape: any → the same.
public final class Mish: ConfigurableLayer, ElementwiseLayer, Sendable {
    public static let layerName = "Mish"
    public let configuration = NoConfiguration()

    public init() {}

    public convenience init(_: NoConfiguration, generator _: Generator) { self.init() }

    public var function: any ElementwiseUnary { Autograd.Mish() }

    public func forward(_ input: Tensor) throws -> Tensor { input.mish() }
}
