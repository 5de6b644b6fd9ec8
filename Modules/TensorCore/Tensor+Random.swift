public import Kernels

extension Tensor {
    /// Normally distributed numbers: `Tensor.randn(32, 784)`.
    ///
    /// - Throws: ``TensorError`` unless `dtype` is floating-point.
    public static func randn(
        _ sizes: Int..., dtype: DType = .float32, requiresGrad: Bool = false,
        generator: Generator = .default
    ) throws(TensorError) -> Tensor {
        try normal(Shape(sizes), dtype: dtype, requiresGrad: requiresGrad, generator: generator)
    }

    /// Numbers evenly distributed over [0, 1).
    ///
    /// - Throws: ``TensorError`` unless `dtype` is floating-point.
    public static func rand(
        _ sizes: Int..., dtype: DType = .float32, requiresGrad: Bool = false,
        generator: Generator = .default
    ) throws(TensorError) -> Tensor {
        try uniform(Shape(sizes), dtype: dtype, requiresGrad: requiresGrad, generator: generator)
    }

    /// Normally distributed numbers of a mean and standard deviation.
    ///
    /// - Throws: ``TensorError`` when `std` is negative or `dtype` is not floating-point.
    public static func normal(
        _ shape: Shape, mean: Double = 0, std: Double = 1, dtype: DType = .float32,
        requiresGrad: Bool = false, generator: Generator = .default
    ) throws(TensorError) -> Tensor {
        guard std >= 0 else {
            throw TensorError(
                .value, "normal", expected: "a standard deviation of at least 0", got: "\(std)")
        }
        return try random(
            RandomFill.normal, "normal", shape, [mean, std], dtype, requiresGrad, generator)
    }

    /// Numbers evenly distributed over [low, high).
    ///
    /// - Throws: ``TensorError`` when `low` is greater than `high` or `dtype` is not floating-point.
    public static func uniform(
        _ shape: Shape, low: Double = 0, high: Double = 1, dtype: DType = .float32,
        requiresGrad: Bool = false, generator: Generator = .default
    ) throws(TensorError) -> Tensor {
        guard low <= high else {
            throw TensorError(
                .value, "uniform", expected: "low at most high", got: "\(low) and \(high)")
        }
        return try random(
            RandomFill.uniform, "uniform", shape, [low, high], dtype, requiresGrad, generator)
    }

    /// Ones with a probability, else zeros.
    ///
    /// - Throws: ``TensorError`` when the probability lies outside 0...1 or `dtype` is not
    ///   floating-point.
    public static func bernoulli(
        _ shape: Shape, p: Double = 0.5, dtype: DType = .float32, generator: Generator = .default
    ) throws(TensorError) -> Tensor {
        guard p >= 0, p <= 1 else {
            throw TensorError(.value, "bernoulli", expected: "p from 0 to 1", got: "\(p)")
        }
        return try random(
            RandomFill.bernoulli, "bernoulli", shape, [p, 0], dtype, false, generator)
    }

    /// The whole numbers `0..<count` in a random order, as `int64`.
    ///
    /// - Throws: ``TensorError`` when `count` is negative.
    public static func randperm(
        _ count: Int, generator: Generator = .default
    ) throws(TensorError) -> Tensor {
        guard count >= 0 else {
            throw TensorError(
                .value, "randperm", expected: "a count of at least 0", got: "\(count)")
        }
        // Sorting by random keys of 53 bits; equal keys keep their order.
        let keys = try uniform([count], dtype: .float64, generator: generator).toArray(
            as: Double.self)
        let order = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
        return try Tensor(order, shape: [count])
    }

    private static func random(
        _ kernel: Kernel<RandomFill>, _ operation: String, _ shape: Shape,
        _ parameters: SIMD2<Double>, _ dtype: DType, _ requiresGrad: Bool, _ generator: Generator
    ) throws(TensorError) -> Tensor {
        guard dtype.isFloatingPoint else {
            throw TensorError(
                .dtype, operation, expected: "a floating-point dtype", got: "\(dtype)")
        }
        let computed = try empty(shape, dtype.computeType, operation: operation)
        guard let fill = kernel(computed.dtype) else {
            preconditionFailure("\(operation): no kernel for \(computed.dtype)")
        }
        let perBlock = RandomFill.elementsPerBlock(computed.dtype)
        let state = generator.draw(blocks: (computed.count + perBlock - 1) / perBlock)
        fill(computed.body.view, seed: state.seed, offset: state.offset, parameters)
        var tensor = try computed.to(dtype)
        try tensor.requireGrad(requiresGrad)
        return tensor
    }
}
