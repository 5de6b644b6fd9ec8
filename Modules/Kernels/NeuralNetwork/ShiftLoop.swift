/// Sums of shifted rows: what a convolution is on images that lie in planes with their padding.
///
/// A grid has as many columns as a plane, so that position n of it and an element of the kernel
/// meet at x[n + shift]. Positions at the end of a row, where that wraps around, are computed and
/// ignored, or have weight 0; where a row is whole vectors or nearly so, they are left out (``line``).
public struct ShiftCall: @unchecked Sendable {
    // `@unchecked`: the pointers belong to views and storage whose owners the caller holds.

    /// Rows of the result.
    public var rows: Int
    /// Shifts.
    public var terms: Int
    /// Positions, a multiple of ``ShiftLoop/lanes`` or of ``line``.
    public var positions: Int
    /// When combined, positions that follow each other in x as well, at least ``ShiftLoop/lanes``,
    /// and a multiple of that where the output is added to; and the elements of x from their first to
    /// that of the next as many.
    public var line, lineStep: Int
    /// [rows, terms] to combine, [rows, positions] to correlate.
    public var weights: UnsafeRawPointer
    /// Elements from row to row of the weights.
    public var weightRow: Int
    /// The planes; `positions` elements may be read from each shift on.
    public var x: UnsafeRawPointer
    /// Where each term begins, in elements.
    public var shifts: UnsafePointer<Int32>
    /// A start for each row, used by `combine` unless it accumulates; nil is 0.
    public var bias: UnsafeRawPointer?
    /// [rows, positions] when combined, [terms, rows] when correlated.
    public var output: UnsafeMutableRawPointer
    /// Elements from row to row of the output.
    public var outputRow: Int
    /// Whether to add to what the output holds.
    public var accumulates: Bool

    public init(
        rows: Int, terms: Int, positions: Int, weights: UnsafeRawPointer, weightRow: Int,
        x: UnsafeRawPointer, shifts: UnsafePointer<Int32>, bias: UnsafeRawPointer? = nil,
        output: UnsafeMutableRawPointer, outputRow: Int, accumulates: Bool = false,
        line: Int? = nil, lineStep: Int? = nil
    ) {
        (self.line, self.lineStep) = (line ?? positions, lineStep ?? positions)
        (self.rows, self.terms, self.positions) = (rows, terms, positions)
        (self.weights, self.weightRow) = (weights, weightRow)
        (self.x, self.shifts, self.bias) = (x, shifts, bias)
        (self.output, self.outputRow, self.accumulates) = (output, outputRow, accumulates)
    }
}

/// A kernel for sums of shifted rows, on the calling thread.
public struct ShiftLoop: Sendable {
    /// Works on one call.
    public typealias Run = @Sendable (ShiftCall) -> Void

    /// Sums.
    public let run: Run

    /// A kernel made of a function.
    public init(run: @escaping Run) { self.run = run }

    /// What the number of positions is a multiple of.
    public static let lanes = 16

    /// output[r][n] = (output[r][n] or bias[r]) + Σ over terms p of weights[r][p] x[m + shifts[p]],
    /// m = n / line · lineStep + n mod line.
    public static let combine = Kernel<ShiftLoop>("shift.combine") { dtype in
        switch dtype {
        case .float32: ShiftLoop { combine(Float.self, $0) }
        case .float64: ShiftLoop { combine(Double.self, $0) }
        default: nil
        }
    }

    /// output[p][r] (+)= Σ over positions n of weights[r][n] x[n + shifts[p]].
    public static let correlate = Kernel<ShiftLoop>("shift.correlate") { dtype in
        switch dtype {
        case .float32: ShiftLoop { correlate(Float.self, $0) }
        case .float64: ShiftLoop { correlate(Double.self, $0) }
        default: nil
        }
    }

    // The call's sizes bound every access below.

    private static func combine<T: BinaryFloatingPoint>(_: T.Type, _ call: ShiftCall) {
        let weights = call.weights.assumingMemoryBound(to: T.self)
        let x = call.x.assumingMemoryBound(to: T.self)
        let bias = call.bias?.assumingMemoryBound(to: T.self)
        for r in 0..<call.rows {
            let output = call.output.assumingMemoryBound(to: T.self) + r * call.outputRow
            if !call.accumulates { output.update(repeating: bias?[r] ?? 0, count: call.positions) }
            for p in 0..<call.terms {
                let weight = weights[r * call.weightRow + p]
                let row = x + Int(call.shifts[p])
                for line in 0..<call.positions / max(call.line, 1) {
                    let (output, row) = (output + line * call.line, row + line * call.lineStep)
                    for n in 0..<call.line { output[n] += weight * row[n] }
                }
            }
        }
    }

    private static func correlate<T: BinaryFloatingPoint>(_: T.Type, _ call: ShiftCall) {
        let x = call.x.assumingMemoryBound(to: T.self)
        for r in 0..<call.rows {
            let weights = call.weights.assumingMemoryBound(to: T.self) + r * call.weightRow
            let output = call.output.assumingMemoryBound(to: T.self) + r
            for p in 0..<call.terms {
                let row = x + Int(call.shifts[p])
                // As many partial sums as there are lanes, so that long sums lose little.
                var sums = InlineArray<16, T>(repeating: 0)
                for n in stride(from: 0, to: call.positions, by: lanes) {
                    for i in 0..<lanes { sums[i] += weights[n + i] * row[n + i] }
                }
                var sum: T = 0
                for i in 0..<lanes { sum += sums[i] }
                let place = p * call.outputRow
                output[place] = (call.accumulates ? output[place] : 0) + sum
            }
        }
    }
}
