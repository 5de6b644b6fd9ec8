public import Kernels

extension Tensor {
    /// A tensor written out in the source: `Tensor([[1, 2], [3, 4]])`.
    ///
    /// - Parameter dtype: The type of the elements; by default `int64` for whole numbers and
    ///   `float32` for numbers with a fraction.
    /// - Throws: ``TensorError`` when rows differ in length, or an integer type requires gradients.
    public init(
        _ literal: TensorLiteral, dtype: DType? = nil, requiresGrad: Bool = false
    ) throws(TensorError) {
        let (reals, integers, shape) = try literal.flattened()
        let natural = literal.dtype
        if natural.isFloatingPoint {
            // Straight from `Double`, so that a float64 tensor gets the literals unrounded.
            self = try Tensor(reals, shape: shape).to(dtype ?? natural)
        } else {
            self = try Tensor(integers, shape: shape).to(dtype ?? natural)
        }
        try requireGrad(requiresGrad)
    }

    /// A tensor of the numbers in a Swift number or (nested) array, whose type is kept.
    ///
    /// - Throws: ``TensorError`` when arrays side by side differ in length, or an integer type
    ///   requires gradients.
    @_disfavoredOverload
    public init<Value: TensorConvertible>(
        _ value: Value, dtype: DType? = nil, requiresGrad: Bool = false
    ) throws(TensorError) {
        let shape = value.tensorShape
        var scalars: [Value.Scalar] = []
        try value.appendScalars(to: &scalars, shape: shape, axis: 0)
        self = try Tensor(scalars, shape: shape).to(dtype ?? Value.Scalar.scalarType)
        try requireGrad(requiresGrad)
    }

    /// A tensor of the given numbers in C order.
    ///
    /// - Throws: ``TensorError`` when `shape` does not hold as many numbers.
    public init<Scalar: TensorScalar>(
        _ scalars: [Scalar], shape: Shape, requiresGrad: Bool = false
    ) throws(TensorError) {
        guard shape.checkedElementCount == scalars.count else {
            throw TensorError(
                .shape, "Tensor", expected: "as many numbers as \(shape) holds",
                got: "\(scalars.count) numbers")
        }
        self = try Tensor.empty(shape, Scalar.scalarType, operation: "Tensor")
        scalars.withUnsafeBytes { bytes in
            // `bytes` holds `count` elements of this tensor's type.
            if let start = bytes.baseAddress, !bytes.isEmpty {
                body.view.pointer.copyMemory(from: start, byteCount: bytes.count)
            }
        }
        try requireGrad(requiresGrad)
    }

    /// A tensor without dimensions that holds one number.
    package init(scalar: some TensorScalar, _ dtype: DType) throws(TensorError) {
        self = try Tensor.empty([], dtype, operation: "scalar")
        if let integer = scalar.integerValue {
            Fill.fill(body.view, with: integer)
        } else {
            Fill.fill(body.view, with: scalar.doubleValue)
        }
    }

    /// A tensor full of one number.
    public static func full(
        _ shape: Shape, _ value: Double, dtype: DType = .float32, requiresGrad: Bool = false
    ) throws(TensorError) -> Tensor {
        var tensor = try empty(shape, dtype, operation: "full")
        Fill.fill(tensor.body.view, with: value)
        try tensor.requireGrad(requiresGrad)
        return tensor
    }

    /// A tensor of zeros: `Tensor.zeros(10, 10)`.
    public static func zeros(
        _ sizes: Int..., dtype: DType = .float32, requiresGrad: Bool = false
    ) throws(TensorError) -> Tensor {
        try full(Shape(sizes), 0, dtype: dtype, requiresGrad: requiresGrad)
    }

    /// A tensor of zeros of a shape.
    public static func zeros(
        _ shape: Shape, dtype: DType = .float32, requiresGrad: Bool = false
    ) throws(TensorError) -> Tensor {
        try full(shape, 0, dtype: dtype, requiresGrad: requiresGrad)
    }

    /// A tensor of zeros with the shape and type of another.
    package static func zeros(like other: Tensor) throws(TensorError) -> Tensor {
        let tensor = try empty(other.spec, operation: "zeros")
        Fill.fill(tensor.body.view, with: 0.0)
        return tensor
    }

    /// A tensor of ones: `Tensor.ones(5, 5)`.
    public static func ones(
        _ sizes: Int..., dtype: DType = .float32, requiresGrad: Bool = false
    ) throws(TensorError) -> Tensor {
        try full(Shape(sizes), 1, dtype: dtype, requiresGrad: requiresGrad)
    }

    /// A tensor of ones of a shape.
    public static func ones(
        _ shape: Shape, dtype: DType = .float32, requiresGrad: Bool = false
    ) throws(TensorError) -> Tensor {
        try full(shape, 1, dtype: dtype, requiresGrad: requiresGrad)
    }

    /// The whole numbers `0..<count`, as `int64` unless said otherwise.
    public static func arange(_ count: Int, dtype: DType = .int64) throws(TensorError) -> Tensor {
        guard count >= 0 else {
            throw TensorError(.value, "arange", expected: "a count of at least 0", got: "\(count)")
        }
        return try Tensor(Array(0..<count), shape: [count]).to(dtype)
    }

    /// The same elements in another type, not tracked; `Convert` says how.
    package func to(_ dtype: DType) throws(TensorError) -> Tensor {
        guard dtype != self.dtype else { return self }
        let source = try compact()
        let result = try Tensor.empty(shape, dtype, operation: "to")
        Convert.convert(result.body.view, source.body.view)
        return withExtendedLifetime(source) { result }
    }

    /// Makes this tensor a leaf that gathers gradients, or, with `false`, one that is not tracked.
    ///
    /// - Throws: ``TensorError`` when the elements are not floating-point numbers.
    public mutating func requireGrad(_ requires: Bool = true) throws(TensorError) {
        guard requires else {
            self = detach()
            return
        }
        guard dtype.isFloatingPoint else {
            throw TensorError(
                .dtype, "requireGrad", expected: "floating-point elements", got: "\(dtype)",
                hint: "Convert with to(dtype: .float32) first.", inputs: [self])
        }
        if body.node is Leaf { return }
        self = view(body.view)
        body.node = Leaf()
    }
}
