/// λ x above 0 and λ α (eˣ − 1) below, with constants that keep mean 0 and variance 1.
///
/// Shape: any → the same.
public final class SELU: ConfigurableLayer, Sendable {
    public static let layerName = "SELU"
    public let configuration = NoConfiguration()

    public init() {}

    public convenience init(_: NoConfiguration, generator _: Generator) { self.init() }

    public func forward(_ input: Tensor) throws -> Tensor { input.selu() }
}
