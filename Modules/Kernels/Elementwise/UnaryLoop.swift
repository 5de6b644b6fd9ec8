public import RealModule

/// A function of one number, for the portable loops. `p` are the operation's parameters.
public protocol UnaryFunction: SendableMetatype {
    /// f(x).
    static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T
}

/// A kernel that maps a contiguous run.
public struct UnaryLoop: Sendable {
    /// Output (may be the input itself), input, number of elements, parameters.
    public typealias Run =
        @Sendable (UnsafeMutableRawPointer, UnsafeRawPointer, Int, SIMD4<Double>) -> Void

    /// Maps one run.
    public let run: Run

    /// A kernel made of a function.
    public init(run: @escaping Run) { self.run = run }

    /// The reference loop of a function of real numbers; nil for other types.
    @inlinable
    public static func portable<F: UnaryFunction>(_: F.Type, _ dtype: DType) -> UnaryLoop? {
        switch dtype {
        case .float32: portable(F.self, Float.self)
        case .float64: portable(F.self, Double.self)
        default: nil
        }
    }

    @inlinable
    static func portable<F: UnaryFunction, T: Real & Sendable>(_: F.Type, _: T.Type) -> UnaryLoop {
        UnaryLoop { out, x, count, p in
            // The caller's run has `count` elements of T in both.
            let out = out.assumingMemoryBound(to: T.self)
            let x = x.assumingMemoryBound(to: T.self)
            for i in 0..<count { out[i] = F.value(x[i], p) }
        }
    }
}

/// A function of one integer, for operations that keep integer types, as `abs` does.
public protocol IntegerUnaryFunction: SendableMetatype {
    /// f(x), wrapping on overflow.
    static func value<T: FixedWidthInteger>(integer x: T, _ p: SIMD4<Double>) -> T
}

extension UnaryLoop {
    /// The reference loop of a function of integers; nil for other types.
    @inlinable
    public static func portable<F: IntegerUnaryFunction>(integer _: F.Type, _ dtype: DType)
        -> UnaryLoop?
    {
        switch dtype {
        case .bool, .uint8: integer(F.self, UInt8.self)
        case .int32: integer(F.self, Int32.self)
        case .int64: integer(F.self, Int64.self)
        default: nil
        }
    }

    @inlinable
    static func integer<F: IntegerUnaryFunction, T: FixedWidthInteger & Sendable>(
        _: F.Type, _: T.Type
    ) -> UnaryLoop {
        UnaryLoop { out, x, count, p in
            // The caller's run has `count` elements of T in both.
            let out = out.assumingMemoryBound(to: T.self)
            let x = x.assumingMemoryBound(to: T.self)
            for i in 0..<count { out[i] = F.value(integer: x[i], p) }
        }
    }
}
