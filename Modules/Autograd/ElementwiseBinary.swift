public import Kernels

/// An operation that combines two tensors element by element, broadcast to a common shape and
/// promoted to a common type.
public protocol ElementwiseBinary: Operation, KernelDeclaring
where Inputs == Pair, Outputs == Tensor, Saved == Void {
    /// The loop's place in the table.
    static var kernel: Kernel<BinaryLoop> { get }

    /// The type of the result for inputs promoted to `common`; by default the same.
    static func resultType(_ common: DType) throws(TensorError) -> DType

    /// The type that inputs promoted to `common` compute in; by default the same.
    static func computeType(_ common: DType) -> DType
}

extension ElementwiseBinary {
    public static var kernelPlaces: [any KernelPlace] { [kernel] }

    public static func resultType(_ common: DType) throws(TensorError) -> DType {
        computeType(common)
    }

    public static func computeType(_ common: DType) -> DType { common }

    public func infer(_ inputs: Pair) throws(TensorError) -> TensorSpec {
        let type = inputs.first.dtype
        if type == inputs.second.dtype,
            inputs.second.rank == 0
                || inputs.first.body.layout.hasShape(of: inputs.second.body.layout)
        {
            let result = try Self.resultType(type)
            return result == type ? inputs.first.spec : TensorSpec(inputs.first.shape, result)
        }
        guard let shape = inputs.first.shape.broadcast(with: inputs.second.shape) else {
            throw TensorError(
                .shape, Self.name, expected: "shapes that broadcast together",
                got: "\(inputs.first.shape) and \(inputs.second.shape)",
                hint: "Aligned at the end, sizes must be equal or 1.",
                inputs: [inputs.first, inputs.second])
        }
        return TensorSpec(
            shape, try Self.resultType(Tensor.commonType(inputs.first, inputs.second)))
    }

    public func forward(
        _ inputs: Pair, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        let (a, b) = (inputs.first, inputs.second)
        let dtype = Self.computeType(Tensor.commonType(a, b))
        if a.dtype == dtype, b.dtype == dtype { return try Self.combine(a, b, spec) }
        return try Self.combine(a.to(dtype), b.to(dtype), spec)
    }

    /// The result for inputs of the type that they compute in.
    @inline(__always)
    private static func combine(
        _ a: Tensor, _ b: Tensor, _ spec: TensorSpec
    ) throws(TensorError) -> Tensor {
        let result = try Tensor.empty(spec, operation: name)
        guard let loop = kernel(a.dtype) else {
            preconditionFailure("\(name): no kernel for \(a.dtype)")
        }
        Elementwise.binary(loop, result.body.view, a.body.view, b.body.view)
        return withExtendedLifetime((a, b)) { result }
    }
}

/// A comparison: its result is `bool` and has the gradient zero.
public protocol ElementwiseComparison: ElementwiseBinary {}

extension ElementwiseComparison {
    public static var gradient: Gradient<Self> { .zero }
    public static func resultType(_ common: DType) throws(TensorError) -> DType { .bool }
}

extension Tensor {
    /// The type that two tensors are combined in: a tensor without dimensions counts as a scalar,
    /// whose type matters only when it is of a higher kind.
    static func commonType(_ a: Tensor, _ b: Tensor) -> DType {
        if a.dtype == b.dtype { return a.dtype }
        switch (a.rank == 0, b.rank == 0) {
        case (true, false): return b.dtype.promoted(withScalar: a.dtype, isLiteral: false)
        case (false, true): return a.dtype.promoted(withScalar: b.dtype, isLiteral: false)
        default: return a.dtype.promoted(with: b.dtype)
        }
    }

    /// A Swift number as a tensor to combine with this one.
    func scalar(_ value: some TensorScalar, floating: Bool = false) -> Tensor {
        let type = dtype.promoted(withScalar: type(of: value).scalarType, isLiteral: true)
        return unfailing { () throws(TensorError) in
            try Tensor(scalar: value, floating ? type.floating : type)
        }
    }

    /// The sum over the axes along which a tensor of the layout's shape was repeated to give this one.
    func sum(to layout: ArrayLayout) throws(TensorError) -> Tensor {
        if body.layout.hasShape(of: layout) { return self }
        let shape = layout.shape
        let missing = rank - shape.count
        var axes = Array(0..<missing)
        for axis in 0..<shape.count where shape[axis] == 1 && self.shape[missing + axis] != 1 {
            axes.append(missing + axis)
        }
        return try sum(dims: axes, keepDim: true).reshape(shape)
    }
}
