/// The functions that the gain of an initialisation is known for; see ``calculateGain(_:)``.
public enum Nonlinearity: Sendable, Hashable {
    case linear, conv1d, conv2d, conv3d, convTranspose1d, convTranspose2d, convTranspose3d
    case sigmoid, tanh, relu, selu
    /// max(x, slope · x).
    case leakyReLU(negativeSlope: Double = 0.01)
}

/// By how much a weight before `nonlinearity` must be larger than before none for numbers to keep
/// their size: 1 for sigmoid and layers, 5/3 for tanh, √2 for ReLU, √(2 / (1 + slope²)) for leaky
/// ReLU, 3/4 for SELU.
///
/// Source: PyTorch 2.13, `torch.nn.init.calculate_gain`.
public func calculateGain(_ nonlinearity: Nonlinearity) -> Double {
    switch nonlinearity {
    case .linear, .conv1d, .conv2d, .conv3d, .convTranspose1d, .convTranspose2d, .convTranspose3d,
        .sigmoid:
        1
    case .tanh: 5.0 / 3
    case .relu: 2.0.squareRoot()
    case .selu: 0.75
    case .leakyReLU(let slope): (2 / (1 + slope * slope)).squareRoot()
    }
}

extension Tensor {
    /// A weight for layers followed by `nonlinearity`: normal with standard deviation gain / √fan.
    ///
    /// - Throws: ``TensorError`` when the shape has less than two dimensions.
    ///
    /// Source: PyTorch 2.13, `torch.nn.init.kaiming_normal_`.
    public static func kaimingNormal(
        _ shape: Shape, mode: FanMode = .input, nonlinearity: Nonlinearity,
        dtype: DType = .float32, generator: Generator = .default
    ) throws(TensorError) -> Tensor {
        let std = try deviation(shape, mode, nonlinearity)
        return try normal(shape, std: std, dtype: dtype, generator: generator)
    }

    /// A weight for layers followed by `nonlinearity`: uniform over ± gain · √(3 / fan).
    ///
    /// - Throws: ``TensorError`` when the shape has less than two dimensions.
    ///
    /// Source: PyTorch 2.13, `torch.nn.init.kaiming_uniform_`.
    public static func kaimingUniform(
        _ shape: Shape, mode: FanMode = .input, nonlinearity: Nonlinearity,
        dtype: DType = .float32, generator: Generator = .default
    ) throws(TensorError) -> Tensor {
        // A uniform distribution over ±b has the standard deviation b / √3.
        let bound = try deviation(shape, mode, nonlinearity) * 3.0.squareRoot()
        return try uniform(shape, low: -bound, high: bound, dtype: dtype, generator: generator)
    }

    private static func deviation(
        _ shape: Shape, _ mode: FanMode, _ nonlinearity: Nonlinearity
    ) throws(TensorError) -> Double {
        let fan = try Fan(of: shape)
        let count = Double(mode == .input ? fan.input : fan.output)
        return count > 0 ? calculateGain(nonlinearity) / count.squareRoot() : 0
    }
}
