public import RealModule

/// The derivative of a function of one number, for the portable loops.
public protocol DifferentiableFunction: UnaryFunction {
    /// g · f′(x), where `y` is f(x); whichever of `x` and `y` the operation does not save is NaN.
    static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T
}

/// A kernel that computes the gradient of an elementwise function in one pass.
public struct GradientLoop: Sendable {
    /// Output (may be the upstream gradient itself), upstream gradient, input and output of the
    /// forward pass (nil when the operation saved the other only), elements, parameters.
    public typealias Run =
        @Sendable (
            UnsafeMutableRawPointer, UnsafeRawPointer, UnsafeRawPointer?, UnsafeRawPointer?, Int,
            SIMD4<Double>
        ) -> Void

    /// Works on one run.
    public let run: Run

    /// A kernel made of a function.
    public init(run: @escaping Run) { self.run = run }

    /// The reference loop; nil for types that are not floating-point.
    @inlinable
    public static func portable<F: DifferentiableFunction>(_: F.Type, _ dtype: DType)
        -> GradientLoop?
    {
        switch dtype {
        case .float32: portable(F.self, Float.self)
        case .float64: portable(F.self, Double.self)
        default: nil
        }
    }

    @inlinable
    static func portable<F: DifferentiableFunction, T: Real & Sendable>(_: F.Type, _: T.Type)
        -> GradientLoop
    {
        GradientLoop { dx, g, x, y, count, p in
            // The caller's run has `count` elements of T in each.
            let dx = dx.assumingMemoryBound(to: T.self)
            let g = g.assumingMemoryBound(to: T.self)
            let x = x?.assumingMemoryBound(to: T.self)
            let y = y?.assumingMemoryBound(to: T.self)
            for i in 0..<count {
                dx[i] = F.pullback(g[i], x: x?[i] ?? .nan, y: y?[i] ?? .nan, p)
            }
        }
    }
}
