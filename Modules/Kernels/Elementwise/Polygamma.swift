public import RealModule

// The derivatives of log Γ.
//
// Goals, in order: PyTorch's values at the poles; a few ulp of the larger of 1 and the value (near
// the zeros of ψ terms cancel); no loop that grows with |x|.

/// ψ(x) = d/dx log Γ(x); ∓∞ at ±0, NaN at negative whole numbers.
///
/// Source: Abramowitz and Stegun 1964, 6.3.5 (recurrence), 6.3.7 (reflection), 6.3.18 (asymptotic
/// series, of which the first term left out is less than 5e-17 from 10 on).
public func digamma<T: Real>(_ x: T) -> T {
    if x == 0 { return x.sign == .minus ? .infinity : -.infinity }
    if x < 0 {
        // The fraction is exact, and so is the step that brings it into −1/2…1/2.
        var fraction = x - x.rounded(.towardZero)
        if fraction == 0 || x == -.infinity { return .nan }
        if fraction < -1 / 2 { fraction += 1 }
        return digamma(1 - x) - T.pi / T.tan(T.pi * fraction)
    }
    var (y, steps) = (x, 0 as T)
    while y < 10 {
        steps += 1 / y
        y += 1
    }
    let z = 1 / (y * y)
    // B₂ₖ / 2k for k = 7, 6, …, 1; by Horner's rule.
    var series = z / 12
    series = z * (691 / 32760 - series)
    series = z * (1 / 132 - series)
    series = z * (1 / 240 - series)
    series = z * (1 / 252 - series)
    series = z * (1 / 120 - series)
    series = z * (1 / 12 - series)
    return T.log(y) - 1 / (2 * y) - series - steps
}

/// ψ⁽ⁿ⁾(x), the n-th derivative of ψ, for n from 1 on; infinite at 0 and at negative whole numbers.
///
/// For positive x it is (−1)ⁿ⁺¹ n! ζ(n + 1, x). The reflection formula says that
/// (−1)ⁿ ψ⁽ⁿ⁾(1 − x) − ψ⁽ⁿ⁾(x) = dⁿ/dxⁿ π cot πx, which repeats with x. So a negative x has the
/// right side of r = x − ⌊x⌋, and ψ⁽ⁿ⁾(x) = (−1)ⁿ (ψ⁽ⁿ⁾(1 − x) − ψ⁽ⁿ⁾(1 − r)) + ψ⁽ⁿ⁾(r).
///
/// Source: Abramowitz and Stegun 1964, 6.4.7 (reflection), 6.4.10 (series).
public func polygamma<T: Real>(_ n: Int, _ x: T) -> T {
    if x.isNaN { return x }
    let isOdd = n & 1 == 1
    if x <= 0 {
        guard x != x.rounded(.down) else { return isOdd ? .infinity : -.infinity }
        let upper = polygamma(n, 1 - x) - polygamma(n, x.rounded(.up) - x)
        return (isOdd ? -upper : upper) + polygamma(n, x - x.rounded(.down))
    }
    if x == .infinity { return 0 }
    let size = T.gamma(T(n + 1)) * hurwitzZeta(n + 1, x)
    return isOdd ? size : -size
}

/// ζ(s, q) = Σ (q + k)⁻ˢ over k ≥ 0, for whole s from 2 on and positive q.
///
/// The first terms are added up until w = q + k is at least 10 and s; the others by the formula of
/// Euler and Maclaurin, w¹⁻ˢ / (s − 1) + w⁻ˢ / 2 + Σ B₂ⱼ / (2j)! s (s + 1) … (s + 2j − 2) w⁻ˢ⁻²ʲ⁺¹,
/// whose terms fall by 4π² w² / (s + 2j)² each.
private func hurwitzZeta<T: Real>(_ s: Int, _ q: T) -> T {
    let exponent = T(s)
    var (w, sum) = (q, 0 as T)
    while w < 10 || w < exponent {
        sum += T.pow(w, -exponent)
        w += 1
    }
    let power = T.pow(w, -exponent)
    sum += power * w / (exponent - 1) + power / 2
    guard power > 0 else { return sum }
    // (2j)! / B₂ⱼ for j = 1, 2, …; they and their factors are whole numbers or exact quotients.
    let divisors: InlineArray<8, T> = [
        12, -720, 30240, -1_209_600, 47_900_160, -1_307_674_368_000 / 691, 74_724_249_600,
        -10_670_622_842_880_000 / 3617,
    ]
    var factor = exponent * power / w
    for j in 0..<8 {
        sum += factor / divisors[j]
        let next = exponent + T(2 * j + 1)
        factor *= next * (next + 1) / (w * w)
    }
    return sum
}
