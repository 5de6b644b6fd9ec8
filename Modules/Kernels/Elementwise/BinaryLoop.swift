public import RealModule

/// A function of two numbers, for the portable loops.
public protocol BinaryFunction: SendableMetatype {
    /// f(a, b).
    static func value<T: Real>(_ a: T, _ b: T) -> T
    /// f(a, b), wrapping on overflow; `bool` computes here as 0 and 1, any other result being true.
    static func value<T: FixedWidthInteger>(integer a: T, _ b: T) -> T
}

/// A comparison of two numbers, for the portable loops.
public protocol ComparisonFunction: SendableMetatype {
    /// Whether the relation holds.
    static func holds<T: Comparable>(_ a: T, _ b: T) -> Bool
}

/// A kernel that combines two contiguous runs.
public struct BinaryLoop: Sendable {
    /// Output (may be either input itself), the inputs, elements, and a mode: 0 two arrays,
    /// 1 the first input is one element, 2 the second is.
    public typealias Run =
        @Sendable (UnsafeMutableRawPointer, UnsafeRawPointer, UnsafeRawPointer, Int, Int) -> Void

    /// Works on one run.
    public let run: Run

    /// A kernel made of a function.
    public init(run: @escaping Run) { self.run = run }

    /// The reference loop for a type that computes.
    @inlinable
    public static func portable<F: BinaryFunction>(_: F.Type, _ dtype: DType) -> BinaryLoop? {
        switch dtype {
        case .float32: loop { (a: Float, b: Float) -> Float in F.value(a, b) }
        case .float64: loop { (a: Double, b: Double) -> Double in F.value(a, b) }
        case .int32: loop { (a: Int32, b: Int32) -> Int32 in F.value(integer: a, b) }
        case .int64: loop { (a: Int64, b: Int64) -> Int64 in F.value(integer: a, b) }
        case .uint8: loop { (a: UInt8, b: UInt8) -> UInt8 in F.value(integer: a, b) }
        case .bool: loop { (a: UInt8, b: UInt8) -> UInt8 in F.value(integer: a, b) != 0 ? 1 : 0 }
        default: nil
        }
    }

    /// The reference loop of a comparison, whose output is `bool`.
    @inlinable
    public static func portable<F: ComparisonFunction>(comparison _: F.Type, _ dtype: DType)
        -> BinaryLoop?
    {
        switch dtype {
        case .float32: loop { (a: Float, b: Float) -> UInt8 in F.holds(a, b) ? 1 : 0 }
        case .float64: loop { (a: Double, b: Double) -> UInt8 in F.holds(a, b) ? 1 : 0 }
        case .int32: loop { (a: Int32, b: Int32) -> UInt8 in F.holds(a, b) ? 1 : 0 }
        case .int64: loop { (a: Int64, b: Int64) -> UInt8 in F.holds(a, b) ? 1 : 0 }
        case .uint8, .bool: loop { (a: UInt8, b: UInt8) -> UInt8 in F.holds(a, b) ? 1 : 0 }
        default: nil
        }
    }

    @inlinable @inline(__always)
    static func loop<T, R>(_ value: @escaping @Sendable (T, T) -> R) -> BinaryLoop {
        BinaryLoop { out, a, b, count, mode in
            // The caller's run has `count` elements in each array, one in a scalar.
            let out = out.assumingMemoryBound(to: R.self)
            let a = a.assumingMemoryBound(to: T.self)
            let b = b.assumingMemoryBound(to: T.self)
            guard count > 0 else { return }
            switch mode {
            case 1:
                let scalar = a[0]
                for i in 0..<count { out[i] = value(scalar, b[i]) }
            case 2:
                let scalar = b[0]
                for i in 0..<count { out[i] = value(a[i], scalar) }
            default:
                for i in 0..<count { out[i] = value(a[i], b[i]) }
            }
        }
    }
}
