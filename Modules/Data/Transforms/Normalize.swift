public import Autograd

/// (x − mean) / std, channel by channel.
///
/// Shape: [channels, height, width], or with further sizes before these → the same.
///
/// Source: torchvision, `transforms.Normalize`.
public struct Normalize: Transform {
    private let mean: [Double]
    private let std: [Double]

    /// - Parameters:
    ///   - mean: The mean of each channel.
    ///   - std: The standard deviation of each channel.
    /// - Throws: ``TensorError`` unless there are as many of both, finite, the deviations above 0.
    public init(mean: [Double], std: [Double]) throws(TensorError) {
        try require(
            !mean.isEmpty && mean.count == std.count && (mean + std).allSatisfy(\.isFinite)
                && std.allSatisfy { $0 > 0 },
            "Normalize", "a finite mean and a deviation above 0 for each channel",
            "\(mean) and \(std)")
        self.mean = mean
        self.std = std
    }

    public func callAsFunction(_ input: Tensor, generator: Generator) throws -> Tensor {
        let channels = mean.count
        guard input.rank >= 3, input.shape[input.rank - 3] == channels,
            input.dtype.isFloatingPoint
        else {
            throw TensorError(
                .shape, "Normalize", expected: "floating-point [\(channels), height, width]",
                got: "\(input.dtype) \(input.shape)",
                hint: "ToFloat makes such of uint8.", inputs: [input])
        }
        func column(_ numbers: [Double]) throws -> Tensor {
            try Tensor(numbers, shape: [channels, 1, 1]).to(dtype: input.dtype)
        }
        return try (input - column(mean)) / column(std)
    }
}
