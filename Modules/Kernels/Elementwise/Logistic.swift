public import RealModule

/// 1 / (1 + e⁻ˣ), without overflow on either side.
@inlinable
public func logistic<T: Real>(_ x: T) -> T {
    // Either form alone would overflow on one side.
    if x >= 0 { return 1 / (1 + T.exp(-x)) }
    let e = T.exp(x)
    return e / (1 + e)
}
