extension Tensor {
    /// Which side of a weight an initialisation keeps the size of numbers on.
    public enum FanMode: Sendable {
        /// The forward pass: the fan of inputs.
        case input
        /// The backward pass: the fan of outputs.
        case output
    }

    /// A weight for layers followed by a (leaky) ReLU of slope a: normal with standard deviation
    /// √(2 / (1 + a²) / fan).
    ///
    /// - Throws: ``TensorError`` when the shape has less than two dimensions.
    ///
    /// Source: He, Zhang, Ren, Sun 2015, "Delving deep into rectifiers", equation 10.
    public static func kaimingNormal(
        _ shape: Shape, a: Double = 0, mode: FanMode = .input, dtype: DType = .float32,
        generator: Generator = .default
    ) throws(TensorError) -> Tensor {
        let std = try kaimingDeviation(shape, a, mode)
        return try normal(shape, std: std, dtype: dtype, generator: generator)
    }

    /// A weight for layers followed by a (leaky) ReLU of slope a: uniform over ±√(6 / (1 + a²) / fan).
    ///
    /// - Throws: ``TensorError`` when the shape has less than two dimensions.
    ///
    /// Source: He, Zhang, Ren, Sun 2015, "Delving deep into rectifiers", equation 10.
    public static func kaimingUniform(
        _ shape: Shape, a: Double = 0, mode: FanMode = .input, dtype: DType = .float32,
        generator: Generator = .default
    ) throws(TensorError) -> Tensor {
        // A uniform distribution over ±b has the standard deviation b / √3.
        let bound = try kaimingDeviation(shape, a, mode) * 3.0.squareRoot()
        return try uniform(shape, low: -bound, high: bound, dtype: dtype, generator: generator)
    }

    /// A weight for layers followed by a function that is linear around 0, such as tanh: normal
    /// with standard deviation gain · √(2 / (inputs + outputs)).
    ///
    /// - Throws: ``TensorError`` when the shape has less than two dimensions.
    ///
    /// Source: Glorot, Bengio 2010, "Understanding the difficulty of training deep feedforward
    /// neural networks", equation 12.
    public static func xavierNormal(
        _ shape: Shape, gain: Double = 1, dtype: DType = .float32, generator: Generator = .default
    ) throws(TensorError) -> Tensor {
        let std = try xavierDeviation(shape, gain)
        return try normal(shape, std: std, dtype: dtype, generator: generator)
    }

    /// A weight for layers followed by a function that is linear around 0, such as tanh: uniform
    /// over ± gain · √(6 / (inputs + outputs)).
    ///
    /// - Throws: ``TensorError`` when the shape has less than two dimensions.
    ///
    /// Source: Glorot, Bengio 2010, equation 16.
    public static func xavierUniform(
        _ shape: Shape, gain: Double = 1, dtype: DType = .float32, generator: Generator = .default
    ) throws(TensorError) -> Tensor {
        let bound = try xavierDeviation(shape, gain) * 3.0.squareRoot()
        return try uniform(shape, low: -bound, high: bound, dtype: dtype, generator: generator)
    }

    private static func kaimingDeviation(
        _ shape: Shape, _ a: Double, _ mode: FanMode
    ) throws(TensorError) -> Double {
        let fan = try Fan(of: shape)
        let count = Double(mode == .input ? fan.input : fan.output)
        return count > 0 ? (2 / (1 + a * a) / count).squareRoot() : 0
    }

    private static func xavierDeviation(_ shape: Shape, _ gain: Double) throws(TensorError)
        -> Double
    {
        let fan = try Fan(of: shape)
        let count = Double(fan.input + fan.output)
        return count > 0 ? gain.magnitude * (2 / count).squareRoot() : 0
    }
}
