/// A search along a direction for a length t at which the strong Wolfe conditions hold: the loss
/// has fallen by at least c₁ t times the slope at the start, and the slope itself to c₂ of that.
///
/// Source: Nocedal and Wright 2006, algorithms 3.5 and 3.6, interpolated by their equation 3.59;
/// the safeguards are those of PyTorch 2.13.
struct StrongWolfe {
    /// A length with what was found there.
    struct Trial {
        var length: Double
        var point: LBFGSPoint
        var slope: Double
    }

    /// The loss, its gradient, and the slope at a length.
    typealias Evaluation = (Double) throws -> (LBFGSPoint, Double)

    private let start: Trial
    /// The largest number of the direction.
    private let reach: Double
    private let toleranceChange: Double
    /// Rounds beyond the first evaluation.
    private let limit: Int
    private(set) var evaluations = 0

    private static let (c1, c2) = (1e-4, 0.9)

    init(start: LBFGSPoint, slope: Double, reach: Double, toleranceChange: Double, limit: Int) {
        self.start = Trial(length: 0, point: start, slope: slope)
        (self.reach, self.toleranceChange, self.limit) = (reach, toleranceChange, limit)
    }

    /// The best length found.
    mutating func run(from length: Double, _ evaluate: Evaluation) throws -> Trial {
        var (last, now) = (start, try trial(length, evaluate))
        // Longer and longer, until a length that fits lies between two of them.
        while evaluations <= limit {
            if isTooHigh(now) || evaluations > 2 && now.point.loss >= last.point.loss {
                return try zoom([last, now], evaluate)
            }
            if isFlat(now) { return now }
            if now.slope >= 0 { return try zoom([last, now], evaluate) }
            let least = now.length + 0.01 * (now.length - last.length)
            let next = Self.minimum(last, now, within: (least, now.length * 10))
            last = now
            now = try trial(next, evaluate)
        }
        return start.point.loss <= now.point.loss ? start : now
    }

    /// Makes the bracket smaller, one end of which is the best length so far.
    private mutating func zoom(_ bracket: [Trial], _ evaluate: Evaluation) throws -> Trial {
        var ends = bracket
        var low = ends[0].point.loss <= ends[1].point.loss ? 0 : 1
        var isSlow = false
        while evaluations <= limit {
            let (least, most) = (
                min(ends[0].length, ends[1].length), max(ends[0].length, ends[1].length)
            )
            if (most - least) * reach < toleranceChange { break }
            var length = Self.minimum(ends[0], ends[1], within: (least, most))
            // Close to an end twice, or at it: a tenth of the bracket away from it.
            let margin = 0.1 * (most - least)
            if min(most - length, length - least) < margin {
                if isSlow || length >= most || length <= least {
                    length = most - length < length - least ? most - margin : least + margin
                    isSlow = false
                } else {
                    isSlow = true
                }
            } else {
                isSlow = false
            }
            let now = try trial(length, evaluate)
            if isTooHigh(now) || now.point.loss >= ends[low].point.loss {
                ends[1 - low] = now
                low = ends[0].point.loss <= ends[1].point.loss ? 0 : 1
            } else {
                if isFlat(now) { return now }
                if now.slope * (ends[1 - low].length - ends[low].length) >= 0 {
                    ends[1 - low] = ends[low]
                }
                ends[low] = now
            }
        }
        return ends[low]
    }

    private mutating func trial(_ length: Double, _ evaluate: Evaluation) throws -> Trial {
        evaluations += 1
        let (point, slope) = try evaluate(length)
        return Trial(length: length, point: point, slope: slope)
    }

    private func isTooHigh(_ trial: Trial) -> Bool {
        trial.point.loss > start.point.loss + Self.c1 * trial.length * start.slope
    }

    private func isFlat(_ trial: Trial) -> Bool {
        trial.slope.magnitude <= -Self.c2 * start.slope
    }

    /// Where the cubic through two trials is least, within bounds; their middle where it has no
    /// minimum.
    static func minimum(_ a: Trial, _ b: Trial, within bounds: (Double, Double)) -> Double {
        let (first, second) = a.length <= b.length ? (a, b) : (b, a)
        let distance = second.length - first.length
        let d1 =
            first.slope + second.slope
            + 3 * (first.point.loss - second.point.loss) / distance
        let square = d1 * d1 - first.slope * second.slope
        guard square >= 0 else { return (bounds.0 + bounds.1) / 2 }
        let d2 = square.squareRoot()
        let place =
            second.length
            - distance * ((second.slope + d2 - d1) / (second.slope - first.slope + 2 * d2))
        return min(max(place, bounds.0), bounds.1)
    }
}
