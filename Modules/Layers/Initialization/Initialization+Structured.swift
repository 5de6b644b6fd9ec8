extension Tensor {
    /// Numbers of a normal distribution of which those outside `low...high` are drawn again.
    ///
    /// - Throws: ``TensorError`` when `std` is negative, `low` is greater than `high`, the interval
    ///   lies so far out that no number of it can be drawn, or `dtype` is not floating-point.
    ///
    /// Source: PyTorch 2.13, `torch.nn.init.trunc_normal_`.
    public static func truncNormal(
        _ shape: Shape, mean: Double = 0, std: Double = 1, low: Double = -2, high: Double = 2,
        dtype: DType = .float32, generator: Generator = .default
    ) throws(TensorError) -> Tensor {
        guard std >= 0, low <= high else {
            throw TensorError(
                .value, "truncNormal", expected: "std of at least 0, and low at most high",
                got: "std \(std), low \(low) and high \(high)")
        }
        guard std > 0 else {
            return try full(shape, Swift.min(Swift.max(mean, low), high), dtype: dtype)
        }
        let wanted = try elementCount(shape, "truncNormal")
        var numbers: [Double] = []
        var (drawn, rounds) = (Swift.max(wanted, 16), 0)
        while numbers.count < wanted {
            let more = try normal(
                [drawn], mean: mean, std: std, dtype: dtype.computeType, generator: generator)
            numbers += more.toArray(as: Double.self).filter { (low...high).contains($0) }
            rounds += 1
            // A share of 10⁻⁵ is enough to go on; PyTorch warns from two deviations outside on.
            guard rounds < 64 || numbers.count > wanted / 16 else {
                throw TensorError(
                    .value, "truncNormal",
                    expected: "an interval that holds part of the distribution",
                    got: "\(low)...\(high) of mean \(mean) and std \(std)")
            }
            drawn = Swift.max(2 * (wanted - numbers.count), 1024)
        }
        return try Tensor(Array(numbers.prefix(wanted)), shape: shape).to(dtype: dtype)
    }

    /// A weight that keeps the size of numbers before a function that is linear around 0 (LeCun):
    /// normal with standard deviation √(1 / inputs).
    ///
    /// - Throws: ``TensorError`` when the shape has less than two dimensions.
    ///
    /// Source: LeCun, Bottou, Orr, Müller 1998, "Efficient backprop", equation 16.
    public static func lecunNormal(
        _ shape: Shape, dtype: DType = .float32, generator: Generator = .default
    ) throws(TensorError) -> Tensor {
        let fan = try Fan(of: shape).input
        let std = fan > 0 ? (1 / Double(fan)).squareRoot() : 0
        return try normal(shape, std: std, dtype: dtype, generator: generator)
    }

    /// A weight that keeps the size of numbers before a function that is linear around 0 (LeCun):
    /// uniform over ±√(3 / inputs).
    ///
    /// - Throws: ``TensorError`` when the shape has less than two dimensions.
    ///
    /// Source: LeCun, Bottou, Orr, Müller 1998, equation 16.
    public static func lecunUniform(
        _ shape: Shape, dtype: DType = .float32, generator: Generator = .default
    ) throws(TensorError) -> Tensor {
        let fan = try Fan(of: shape).input
        let bound = fan > 0 ? (3 / Double(fan)).squareRoot() : 0
        return try uniform(shape, low: -bound, high: bound, dtype: dtype, generator: generator)
    }

    /// A convolution's weight that passes channels through: 1 in the middle of the kernel from
    /// input channel i to output channel i of each group, else 0.
    ///
    /// Shape: [outputs, inputs, …kernel] of three to five dimensions.
    ///
    /// - Throws: ``TensorError`` when the shape has other dimensions, or the outputs are no multiple
    ///   of the groups.
    ///
    /// Source: PyTorch 2.13, `torch.nn.init.dirac_`.
    public static func dirac(
        _ shape: Shape, groups: Int = 1, dtype: DType = .float32
    ) throws(TensorError) -> Tensor {
        guard (3...5).contains(shape.count) else {
            throw TensorError(
                .shape, "dirac", expected: "a convolution's weight of three to five dims",
                got: "\(shape)")
        }
        guard groups > 0, shape[0] % groups == 0 else {
            throw TensorError(
                .value, "dirac", expected: "groups that divide the \(shape[0]) outputs",
                got: "\(groups)")
        }
        var values = [Double](repeating: 0, count: try elementCount(shape, "dirac"))
        let kernel = shape.dropFirst(2)
        let (kernelCount, perGroup) = (kernel.reduce(1, *), shape[0] / groups)
        guard !values.isEmpty else { return try zeros(shape, dtype: dtype) }
        let middle = kernel.reduce(0) { $0 * $1 + $1 / 2 }
        for group in 0..<groups {
            for channel in 0..<Swift.min(perGroup, shape[1]) {
                let row = (group * perGroup + channel) * shape[1] + channel
                values[row * kernelCount + middle] = 1
            }
        }
        return try Tensor(values, shape: shape).to(dtype: dtype)
    }

    /// A weight of which each column (input) has a share of zeros at random places, the other
    /// numbers normal.
    ///
    /// Shape: a matrix.
    ///
    /// - Parameter sparsity: The share; its number of zeros is rounded up.
    /// - Throws: ``TensorError`` when the shape is no matrix's, or `sparsity` lies outside 0...1.
    ///
    /// Source: Martens 2010, "Deep learning via Hessian-free optimization"; PyTorch 2.13,
    /// `torch.nn.init.sparse_`.
    public static func sparse(
        _ shape: Shape, sparsity: Double, std: Double = 0.01, dtype: DType = .float32,
        generator: Generator = .default
    ) throws(TensorError) -> Tensor {
        guard shape.count == 2 else {
            throw TensorError(.shape, "sparse", expected: "a matrix's shape", got: "\(shape)")
        }
        guard sparsity >= 0, sparsity <= 1 else {
            throw TensorError(
                .value, "sparse", expected: "a sparsity from 0 to 1", got: "\(sparsity)")
        }
        let weight = try normal(shape, std: std, dtype: dtype, generator: generator)
        var values = weight.toArray(as: Double.self)
        let zeros = Int((sparsity * Double(shape[0])).rounded(.up))
        for column in 0..<shape[1] {
            let order = try randperm(shape[0], generator: generator).toArray(as: Int.self)
            for row in order.prefix(zeros) { values[row * shape[1] + column] = 0 }
        }
        return try Tensor(values, shape: shape).to(dtype: dtype)
    }
}

extension Tensor {
    /// How many numbers a weight of a shape has.
    static func elementCount(_ shape: Shape, _ operation: String) throws(TensorError) -> Int {
        if let count = shape.checkedElementCount { return count }
        throw TensorError(
            .shape, operation, expected: "sizes of at least 0 whose product fits into 63 bits",
            got: "\(shape)")
    }
}
