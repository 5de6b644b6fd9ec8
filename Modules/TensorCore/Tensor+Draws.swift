public import Kernels

extension Tensor {
    /// Whole numbers evenly distributed over `low..<high`, as `int64` unless said otherwise.
    ///
    /// - Throws: ``TensorError`` when there is no number in the range, there are more than 2⁵³, or
    ///   the type cannot hold them.
    ///
    /// Source: PyTorch 2.13, `torch.randint`.
    public static func randint(
        _ low: Int, _ high: Int, _ shape: Shape, dtype: DType = .int64,
        generator: Generator = .default
    ) throws(TensorError) -> Tensor {
        let (range, overflows) = high.subtractingReportingOverflow(low)
        guard range >= 1, !overflows, range <= 1 << 53 else {
            throw TensorError(
                .value, "randint", expected: "1 to 2⁵³ numbers from low up to high",
                got: "\(low) and \(high)")
        }
        let ends = try Tensor([low, high - 1], shape: [2])
        guard try ends.to(dtype).to(.int64).toArray(as: Int.self) == [low, high - 1] else {
            throw TensorError(
                .dtype, "randint", expected: "a type that holds \(low) and \(high - 1)",
                got: "\(dtype)")
        }
        let unit = try uniform(shape, dtype: .float64, generator: generator)
        let numbers = unit.toArray(as: Double.self).map { u in
            // u is at most 1 − 2⁻⁵³, but the product can round up to the range.
            low + Swift.min(Int(u * Double(range)), range - 1)
        }
        return try Tensor(numbers, shape: shape).to(dtype)
    }

    /// Whole numbers evenly distributed over `0..<high`, as `int64` unless said otherwise.
    ///
    /// - Throws: ``TensorError`` when `high` is not positive or beyond 2⁵³, or the type cannot hold
    ///   the numbers.
    public static func randint(
        _ high: Int, _ shape: Shape, dtype: DType = .int64, generator: Generator = .default
    ) throws(TensorError) -> Tensor {
        try randint(0, high, shape, dtype: dtype, generator: generator)
    }

    /// Ones with the probabilities that this tensor holds, else zeros.
    ///
    /// - Throws: ``TensorError`` when an element lies outside 0...1 or the type is not
    ///   floating-point.
    ///
    /// Source: PyTorch 2.13, `torch.bernoulli`.
    public func bernoulli(generator: Generator = .default) throws(TensorError) -> Tensor {
        let chances = toArray(as: Double.self)
        guard dtype.isFloatingPoint, chances.allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
            throw TensorError(
                .value, "bernoulli", expected: "floating-point probabilities from 0 to 1",
                got: chances.first { !($0 >= 0 && $0 <= 1) }.map { "\($0)" } ?? "\(dtype)",
                inputs: [self])
        }
        let unit = try Tensor.uniform(shape, dtype: .float64, generator: generator)
        let coins = zip(unit.toArray(as: Double.self), chances).map { $0 < $1 ? 1.0 : 0 }
        return try Tensor(coins, shape: shape).to(dtype)
    }
}
