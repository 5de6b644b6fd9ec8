import Kernels

/// What a call must give.
struct ExpectedOutcome<Loop: CheckableKernel> {
    /// By the refined loop, if there is one, and by the portable one.
    let outcomes: [KernelOutcome]
    /// For each array that is written, by how much its elements change with the inputs' last places.
    private let sensitivity: [[Double]]

    init(_ call: KernelCall<Loop>, _ portable: Loop, _ refined: Loop?, _ dtype: DType) {
        let (best, type) = refined.map { ($0, DType.float64) } ?? (portable, dtype)
        var outcomes = [call.outcome(of: best, type, roundedTo: dtype)]
        if refined != nil { outcomes.append(call.outcome(of: portable, dtype, roundedTo: dtype)) }
        self.outcomes = outcomes
        let center = outcomes[0].numbers
        var sensitivity = center.map { [Double](repeating: 0, count: $0.count) }
        let nudged = call.arguments.indices.filter { call.arguments[$0].isNudged }
        if dtype.isFloatingPoint, (call.bound ?? Loop.bound).inputUlps > 0 {
            for index in nudged {
                let (up, down) = (
                    call.outcome(of: best, type, roundedTo: dtype, nudged: (index, true)).numbers,
                    call.outcome(of: best, type, roundedTo: dtype, nudged: (index, false)).numbers
                )
                for array in center.indices {
                    for element in center[array].indices {
                        // The lesser of both: a jump on one side of a point excuses nothing.
                        let change = min(
                            (up[array][element] - center[array][element]).magnitude,
                            (down[array][element] - center[array][element]).magnitude)
                        if change.isFinite {
                            sensitivity[array][element] += change / Double(Difference.nudge)
                        }
                    }
                }
            }
        }
        self.sensitivity = sensitivity
    }

    /// The difference of an element from the nearest of what it may be.
    func difference(
        _ found: Double, _ array: Int, _ element: Int, _ dtype: DType, _ bound: KernelBound,
        scale: Double
    ) -> Difference {
        let first = Difference(
            found, outcomes[0].numbers[array][element], dtype, scale: scale, bound: bound,
            sensitivity: sensitivity[array][element])
        guard first.share > 0, outcomes.count > 1 else { return first }
        // A kernel that is as the portable loop is right, also where both lose digits.
        let second = Difference(
            found, outcomes[1].numbers[array][element], dtype, scale: scale, bound: bound,
            sensitivity: sensitivity[array][element])
        return second.share < first.share ? second : first
    }
}
