/// x − tanh(x).
///
/// Shape: any → the same.
public final class Tanhshrink: ConfigurableLayer, Sendable {
    public static let layerName = "Tanhshrink"
    public let configuration = NoConfiguration()

    public init() {}

    public convenience init(_: NoConfiguration, generator _: Generator) { self.init() }

    public func forward(_ input: Tensor) throws -> Tensor { input.tanhshrink() }
}
