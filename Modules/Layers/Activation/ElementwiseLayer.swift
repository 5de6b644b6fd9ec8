/// A layer that maps each element by one function, which what comes before it may apply.
///
/// In inference a ``Sequential`` lets a ``Linear`` end in the layer that follows: the same numbers,
/// with one pass less over them. A layer of another package takes part by saying its function:
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
/// final class Cubed: ElementwiseLayer {
///     var function: any ElementwiseUnary { Cube() }
///
///     func forward(_ input: Tensor) throws -> Tensor { try Cube()(input) }
/// }
///
/// let model = try Sequential(Linear(4, 8), Cubed(), Linear(8, 2))
/// print(try noGrad { try model(.ones(3, 4)).shape })  // [3, 2]
/// ```
public protocol ElementwiseLayer: Layer {
    /// The operation that `forward` applies to its input, and nothing else.
    var function: any ElementwiseUnary { get }
}
