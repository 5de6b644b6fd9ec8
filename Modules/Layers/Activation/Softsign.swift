/// x / (1 + |x|).
///
/// Shape: any → the same.
public final class Softsign: ConfigurableLayer, Sendable {
    public static let layerName = "Softsign"
    public let configuration = NoConfiguration()

    public init() {}

    public convenience init(_: NoConfiguration, generator _: Generator) { self.init() }

    public func forward(_ input: Tensor) throws -> Tensor { input.softsign() }
}
