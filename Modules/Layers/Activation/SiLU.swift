/// x / (1 + e⁻ˣ), also called swish.
///
/// Shape: any → the same.
public final class SiLU: ConfigurableLayer, ElementwiseLayer, Sendable {
    public static let layerName = "SiLU"
    public let configuration = NoConfiguration()

    public init() {}

    public convenience init(_: NoConfiguration, generator _: Generator) { self.init() }

    public var function: any ElementwiseUnary { Autograd.SiLU() }

    public func forward(_ input: Tensor) throws -> Tensor { input.silu() }
}
