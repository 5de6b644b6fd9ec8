/// x min(max(x + 3, 0), 6) / 6.
///
/// Shape: any → the same.
public final class Hardswish: ConfigurableLayer, Sendable {
    public static let layerName = "Hardswish"
    public let configuration = NoConfiguration()

    public init() {}

    public convenience init(_: NoConfiguration, generator _: Generator) { self.init() }

    public func forward(_ input: Tensor) throws -> Tensor { input.hardswish() }
}
