public import Kernels
import RealModule

/// An operation that maps each element by a function of real numbers.
///
/// A conformer gives the function (`value`), its derivative once as a scalar function
/// (`pullback`, run as one kernel) and once in tensor operations (`derivative`, used for higher
/// derivatives), and its place in the kernel table; `checkOperation` holds the forms equal.
/// Elements that are not floating-point become `float32` first.
/// ```swift
/// import RealModule
///
/// struct Cube: ElementwiseUnary {
///     static let name = "my.cube"
///     static let saves = Saves.inputs
///     static let kernels = ElementwiseKernels(Cube.self)
///
///     static func value<T: Real>(_ x: T, _: SIMD4<Double>) -> T { x * x * x }
///
///     static func pullback<T: Real>(_ g: T, x: T, y _: T, _: SIMD4<Double>) -> T { g * 3 * x * x }
///
///     static func derivative(_ context: GradientContext<Cube>) throws(TensorError) -> Tensor {
///         try context.upstream * context.input().square() * 3
///     }
///
///     static var samples: [Sample<Cube>] { get throws { try Samples.each(Cube(), in: -2...2) } }
/// }
///
/// let y = try Cube()(Tensor([1.0, 2.0]))  // 1, 8
/// ```
public protocol ElementwiseUnary: Operation, DifferentiableFunction, KernelDeclaring
where Inputs == Tensor, Outputs == Tensor, Saved == Void {
    /// The loops: `ElementwiseKernels(Self.self)`, as a static constant.
    static var kernels: ElementwiseKernels { get }

    /// The options as the kernel gets them.
    var parameters: SIMD4<Double> { get }

    /// The gradient of the input in tensor operations.
    static func derivative(_ context: GradientContext<Self>) throws(TensorError) -> Tensor
}

/// The places of an elementwise function and of its gradient in the kernel table.
public struct ElementwiseKernels: Sendable {
    /// The function's loop.
    public let forward: Kernel<UnaryLoop>
    /// The gradient's loop.
    public let gradient: Kernel<GradientLoop>

    /// The places named after `Op`, with the portable loops of its functions.
    public init<Op: ElementwiseUnary>(_: Op.Type) {
        forward = Kernel(Op.name) { UnaryLoop.portable(Op.self, $0) }
        gradient = Kernel("\(Op.name).gradient") { GradientLoop.portable(Op.self, $0) }
    }

    /// The places named after `Op`, which keeps integers.
    public init<Op: ElementwiseUnary & IntegerUnaryFunction>(keepingIntegers _: Op.Type) {
        forward = Kernel(Op.name) {
            UnaryLoop.portable(Op.self, $0) ?? UnaryLoop.portable(integer: Op.self, $0)
        }
        gradient = Kernel("\(Op.name).gradient") { GradientLoop.portable(Op.self, $0) }
    }
}

extension ElementwiseUnary {
    public static var kernelPlaces: [any KernelPlace] { [kernels.forward, kernels.gradient] }

    public var parameters: SIMD4<Double> { .zero }

    /// The rule made of `derivative`, with the fused kernel.
    public static var gradient: Gradient<Self> {
        .rule(
            { context throws(TensorError) in
                try context.propagate { () throws(TensorError) in try derivative(context) }
            },
            fused: { context throws(TensorError) in
                try context.propagate { () throws(TensorError) in try fusedGradient(context) }
            })
    }

    private static func fusedGradient(_ context: GradientContext<Self>) throws(TensorError)
        -> Tensor
    {
        var upstream = context.takeUpstream()
        guard let loop = kernels.gradient(upstream.dtype) else {
            preconditionFailure("\(name): no gradient kernel for \(upstream.dtype)")
        }
        let x = saves.contains(.inputs) ? context.input() : nil
        let y = saves.contains(.outputs) ? context.output() : nil
        func run(_ result: borrowing Tensor, _ upstream: borrowing Tensor) {
            Elementwise.gradient(
                loop, result.body.view, upstream.body.view, x: x?.body.view, y: y?.body.view,
                context.operation.parameters)
        }
        defer { withExtendedLifetime((x, y)) {} }
        if upstream.isWritableInPlace() {
            run(upstream, upstream)
            return upstream
        }
        let result = try Tensor.empty(upstream.spec, operation: name)
        run(result, upstream)
        return result
    }

    /// This function as the end of a product; nil for types that it does not keep.
    func ending(_ dtype: DType) -> ProductEnding? {
        Self.kernels.forward(dtype).map { ProductEnding($0, parameters) }
    }

    public func infer(_ x: Tensor) throws(TensorError) -> TensorSpec {
        let isKept = x.dtype.isFloatingPoint || Self.kernels.forward(x.dtype) != nil
        return isKept ? x.spec : TensorSpec(x.shape, .float32)
    }

    public func forward(
        _ x: Tensor, _ spec: TensorSpec, saving saved: inout Void?
    ) throws(TensorError) -> Tensor {
        guard x.dtype == spec.dtype else {
            return try forward(x.to(spec.dtype), spec, saving: &saved)
        }
        let result = try Tensor.empty(spec, operation: Self.name)
        guard let loop = Self.kernels.forward(spec.dtype) else {
            preconditionFailure("\(Self.name): no kernel for \(spec.dtype)")
        }
        Elementwise.unary(loop, result.body.view, x.body.view, parameters)
        return withExtendedLifetime(x) { result }
    }
}
