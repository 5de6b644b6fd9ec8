public import RealModule

/// log(eᵃ + eᵇ), without overflow on either side.
@inlinable
public func logAddExp<T: Real>(_ a: T, _ b: T) -> T {
    // Equal infinities have no difference.
    if a == b, a.isInfinite { return a }
    return larger(a, b) + T.log(onePlus: T.exp(-(a - b).magnitude))
}
