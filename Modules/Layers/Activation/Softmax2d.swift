/// Softmax over the channels of each place of an image.
///
/// Shape: [n, channels, height, width] or [channels, height, width] → the same.
public final class Softmax2d: ConfigurableLayer, Sendable {
    public static let layerName = "Softmax2d"
    public let configuration = NoConfiguration()

    public init() {}

    public convenience init(_: NoConfiguration, generator _: Generator) { self.init() }

    public func forward(_ input: Tensor) throws -> Tensor {
        guard input.rank == 3 || input.rank == 4 else {
            throw TensorError(
                .shape, Self.layerName,
                expected: "[n, channels, height, width] or [channels, height, width]",
                got: "\(input.shape)", inputs: [input])
        }
        return try input.softmax(dim: -3)
    }
}

extension Softmax2d {
    public static var samples: [LayerSample<Softmax2d>] {
        get throws {
            [
                try LayerSample(
                    "images", NoConfiguration(), shape: [2, 3, 2, 2], refusing: [[2, 3], [5]]),
                try LayerSample("one image", NoConfiguration(), shape: [3, 1, 2]),
            ]
        }
    }
}
