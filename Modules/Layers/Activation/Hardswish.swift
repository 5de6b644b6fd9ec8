/// x min(max(x + 3, 0), 6) / 6.
///
/// Shape: any → the same.
public final class Hardswish: ConfigurableLayer, ElementwiseLayer, Sendable {
    public static let layerName = "Hardswish"
    public let configuration = NoConfiguration()

    public init() {}

    public convenience init(_: NoConfiguration, generator _: Generator) { self.init() }

    public var function: any ElementwiseUnary { Autograd.Hardswish() }

    public func forward(_ input: Tensor) throws -> Tensor { input.hardswish() }
}
