public import Kernels

extension Tensor {
    /// The whole numbers from `start` on, up to and without `end`, `step` apart.
    ///
    /// - Throws: ``TensorError`` when `step` is 0 or leads away from `end`.
    ///
    /// Source: PyTorch 2.13, `torch.arange`.
    public static func arange(
        _ start: Int, _ end: Int, step: Int = 1, dtype: DType = .int64
    ) throws(TensorError) -> Tensor {
        guard step != 0, start == end || (end > start) == (step > 0) else {
            throw TensorError(
                .value, "arange", expected: "a step from start towards end",
                got: "\(start) to \(end) by \(step)")
        }
        let distance =
            (start > end ? UInt(bitPattern: start &- end) : UInt(bitPattern: end &- start))
        let count = distance == 0 ? 0 : (distance - 1) / step.magnitude + 1
        return try sequence(count: Double(count), "arange", dtype) { Int64(start &+ $0 &* step) }
    }

    /// The numbers from `start` on, up to and without `end`, `step` apart: start + i · step.
    ///
    /// There are ⌈(end − start) / step⌉; where rounding decides, use
    /// ``linspace(_:_:steps:dtype:)``.
    ///
    /// - Throws: ``TensorError`` when a number is not finite, or `step` is 0 or leads away from
    ///   `end`.
    ///
    /// Source: PyTorch 2.13, `torch.arange`.
    @_disfavoredOverload
    public static func arange(
        _ start: Double, _ end: Double, step: Double = 1, dtype: DType = .float32
    ) throws(TensorError) -> Tensor {
        guard [start, end, step].allSatisfy(\.isFinite), step != 0,
            start == end || (end > start) == (step > 0)
        else {
            throw TensorError(
                .value, "arange", expected: "finite numbers, and a step from start towards end",
                got: "\(start) to \(end) by \(step)")
        }
        return try sequence(count: ((end - start) / step).rounded(.up), "arange", dtype) {
            start + Double($0) * step
        }
    }

    /// `steps` numbers evenly spaced from `start` to `end`, both included.
    ///
    /// - Throws: ``TensorError`` when `steps` is negative.
    ///
    /// Source: PyTorch 2.13, `torch.linspace`.
    public static func linspace(
        _ start: Double, _ end: Double, steps: Int, dtype: DType = .float32
    ) throws(TensorError) -> Tensor {
        guard steps >= 0 else {
            throw TensorError(
                .value, "linspace", expected: "a number of steps of at least 0", got: "\(steps)")
        }
        // Counted from the nearer end, so that both ends are met exactly.
        let step = steps > 1 ? (end - start) / Double(steps - 1) : 0
        return try sequence(count: Double(steps), "linspace", dtype) { i in
            i < (steps + 1) / 2 ? start + step * Double(i) : end - step * Double(steps - 1 - i)
        }
    }

    private static func sequence<Scalar: TensorScalar>(
        count: Double, _ operation: String, _ dtype: DType, _ number: (Int) -> Scalar
    ) throws(TensorError) -> Tensor {
        guard count < 0x1p48 else {
            throw TensorError(
                .value, operation, expected: "fewer than 2⁴⁸ numbers", got: "\(count)")
        }
        let result = try Tensor.empty([Int(count)], Scalar.scalarType, operation: operation)
        let numbers = result.body.pointer.assumingMemoryBound(to: Scalar.self)
        // The memory holds `count` numbers, to which nobody else has a reference.
        for i in 0..<result.count { numbers[i] = number(i) }
        return try withExtendedLifetime(result) { () throws(TensorError) in try result.to(dtype) }
    }

    /// Ones on the main diagonal, zeros elsewhere.
    ///
    /// Shape: [rows, columns], square unless `columns` is given.
    ///
    /// - Throws: ``TensorError`` when a size is negative.
    ///
    /// Source: PyTorch 2.13, `torch.eye`.
    public static func eye(
        _ rows: Int, _ columns: Int? = nil, dtype: DType = .float32, requiresGrad: Bool = false
    ) throws(TensorError) -> Tensor {
        let columns = columns ?? rows
        var result = try empty([rows, columns], dtype, operation: "eye")
        Fill.fill(result.body.view, with: 0.0)
        let one = try Tensor(scalar: 1, dtype)
        // The diagonal's elements are a row and a column apart.
        let diagonal: Shape = [Swift.min(rows, columns)]
        Copy.copy(
            result.body.view.with(shape: diagonal, strides: [columns + 1]),
            one.body.view.expanded(to: diagonal))
        try result.requireGrad(requiresGrad)
        return withExtendedLifetime(one) { result }
    }
}
