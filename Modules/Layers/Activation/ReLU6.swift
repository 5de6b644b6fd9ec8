/// min(max(x, 0), 6).
///
/// Shape: any → the same.
public final class ReLU6: ConfigurableLayer, ElementwiseLayer, Sendable {
    public static let layerName = "ReLU6"
    public let configuration = NoConfiguration()

    public init() {}

    public convenience init(_: NoConfiguration, generator _: Generator) { self.init() }

    public var function: any ElementwiseUnary { Autograd.Hardtanh(minVal: 0, maxVal: 6) }

    public func forward(_ input: Tensor) throws -> Tensor { input.relu6() }
}
