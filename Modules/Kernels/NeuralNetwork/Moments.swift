import RealModule

/// Sums over runs of numbers, for kernels that normalise.
///
/// Goals, in order: the same bits wherever a run lies and on any number of threads; an error that
/// does not grow with the length; speed. A run is added up in eight lanes over pieces of 4096
/// elements, and the pieces' sums in `Double`.
///
/// Mean and variance take two passes. The first gives a centre c near the mean; the second Σd and
/// Σd² of d = x − c, from which mean = c + Σd/n and variance = (Σd² − (Σd)²/n)/n. The second
/// term is the correction for the rounding of c (Chan, Golub and LeVeque 1983, "Algorithms for
/// computing the sample variance", equation 1.7); it also makes equal elements give exactly their
/// value and 0.
package enum Moments {
    /// The sum of `count` elements.
    @inline(__always)
    package static func sum<T: Real & BinaryFloatingPoint & SIMDScalar>(
        _ x: UnsafePointer<T>, _ count: Int
    ) -> Double {
        var total = 0.0
        forEachPiece(count) { start, end in
            var lanes = SIMD8<T>.zero
            var i = start
            while i + 8 <= end {
                for lane in 0..<8 { lanes[lane] += x[i + lane] }
                i += 8
            }
            while i < end {
                lanes[i & 7] += x[i]
                i += 1
            }
            total += Double(added(lanes))
        }
        return total
    }

    /// Σa and Σab of d(i) and e(i), where the closure gives (a, b) of an element.
    @inline(__always)
    package static func sums<T: Real & BinaryFloatingPoint & SIMDScalar>(
        _: T.Type, _ count: Int, _ terms: (Int) -> (T, T)
    ) -> (first: Double, products: Double) {
        var totals = (0.0, 0.0)
        forEachPiece(count) { start, end in
            var first = SIMD8<T>.zero
            var products = SIMD8<T>.zero
            var i = start
            while i + 8 <= end {
                for lane in 0..<8 {
                    let (a, b) = terms(i + lane)
                    first[lane] += a
                    products[lane] += a * b
                }
                i += 8
            }
            while i < end {
                let (a, b) = terms(i)
                first[i & 7] += a
                products[i & 7] += a * b
                i += 1
            }
            totals.0 += Double(added(first))
            totals.1 += Double(added(products))
        }
        return totals
    }

    /// Mean and variance of `count` elements from their centre and the sums of d and d².
    @inline(__always)
    package static func meanAndVariance(
        centre: Double, _ sums: (first: Double, products: Double), _ count: Int
    ) -> (mean: Double, variance: Double) {
        let n = Double(count)
        let variance = (sums.products - sums.first * (sums.first / n)) / n
        // An infinite centre is the mean: beside it d is −∞ or NaN.
        let mean = centre.isInfinite ? centre : centre + sums.first / n
        // Rounding may leave a variance just below 0; NaN stays.
        return (mean, variance < 0 ? 0 : variance)
    }

    @inline(__always)
    private static func forEachPiece(_ count: Int, _ body: (Int, Int) -> Void) {
        var start = 0
        while start < count {
            let end = min(start + 4096, count)
            body(start, end)
            start = end
        }
    }

    @inline(__always)
    private static func added<T: Real & SIMDScalar>(_ lanes: SIMD8<T>) -> T {
        ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6]))
            + ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]))
    }
}
