public import RealModule

/// An operation's option as a number of the type that a loop works in.
@inlinable @inline(__always)
public func number<T: Real>(_ value: Double) -> T {
    // The two types that loops exist for; the checks vanish when the loop is specialised.
    if T.self == Double.self { return unsafeBitCast(value, to: T.self) }
    if T.self == Float.self { return unsafeBitCast(Float(value), to: T.self) }
    preconditionFailure("loops work in Float and Double")
}
