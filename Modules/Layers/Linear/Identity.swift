/// The input itself, to stand in for another layer.
///
/// Shape: any → the same.
public final class Identity: ConfigurableLayer, Sendable {
    public static let layerName = "Identity"
    public let configuration = NoConfiguration()

    public init() {}

    public convenience init(_: NoConfiguration, generator _: Generator) { self.init() }

    public func forward(_ input: Tensor) throws -> Tensor { input }
}
