import Kernels
import TestSupport
import Testing

struct ShiftLoopTests {
    /// Sums of whole numbers are exact, whatever their order.
    @Test(arguments: [DType.float32, .float64])
    func sumsShiftedRows(dtype: DType) throws {
        try onEveryTable { table in
            let combine = try ShiftLoop.combine.loop(dtype)
            let correlate = try ShiftLoop.correlate.loop(dtype)
            for (rows, terms) in [(1, 1), (5, 9), (13, 4)] {
                for accumulates in [false, true] {
                    let place = "\(table), \(rows) rows, \(terms) terms, added: \(accumulates)"
                    #expect(
                        check(combine, dtype, rows, terms, accumulates, isCombine: true), "\(place)"
                    )
                    #expect(
                        check(correlate, dtype, rows, terms, accumulates, isCombine: false),
                        "\(place)")
                }
            }
        }
    }

    private func check(
        _ loop: ShiftLoop, _ dtype: DType, _ rows: Int, _ terms: Int, _ accumulates: Bool,
        isCombine: Bool
    ) -> Bool {
        dtype == .float32
            ? check(Float.self, loop, rows, terms, accumulates, isCombine)
            : check(Double.self, loop, rows, terms, accumulates, isCombine)
    }

    private func check<T: Element & BinaryFloatingPoint>(
        _: T.Type, _ loop: ShiftLoop, _ rows: Int, _ terms: Int, _ accumulates: Bool,
        _ isCombine: Bool
    ) -> Bool {
        // Two lines; of the result of combine, whose last vectors begin in the one before, with
        // elements of x that lie three further apart.
        let line = ShiftLoop.lanes + (isCombine && !accumulates ? 5 : 0)
        let (gap, positions) = (isCombine ? 3 : 0, 2 * line)
        let shifts = (0..<terms).map { $0 * 5 % 11 }
        func numbers(_ count: Int, _ factor: Int) -> [T] {
            (0..<count).map { T(Double($0 * factor % 9 - 4)) }
        }
        // Of the weights, and of the output: [rows, positions], or turned, [terms, rows].
        let columns =
            isCombine
            ? (weights: terms, output: positions) : (weights: positions, output: rows)
        let outputRows = isCombine ? rows : terms
        let weights = Guarded<T>(numbers(rows * columns.weights, 7))
        let x = Guarded<T>(numbers(positions + gap + 11, 5))
        let bias = Guarded<T>(numbers(rows, 3))
        let start = numbers(outputRows * columns.output, 4)
        let output = Guarded<T>(start)
        shifts.map(Int32.init).withUnsafeBufferPointer { shift in
            loop.run(
                ShiftCall(
                    rows: rows, terms: terms, positions: positions, weights: weights.pointer,
                    weightRow: columns.weights, x: x.pointer,
                    // There is a shift for each term.
                    shifts: shift.baseAddress.unsafelyUnwrapped,
                    bias: isCombine ? UnsafeRawPointer(bias.pointer) : nil, output: output.pointer,
                    outputRow: columns.output, accumulates: accumulates, line: line,
                    lineStep: line + gap))
        }
        var expected: [T] = []
        for row in 0..<outputRows {
            for column in 0..<columns.output {
                let r = isCombine ? row : column
                var sum =
                    accumulates
                    ? start[row * columns.output + column] : isCombine ? bias.elements[r] : 0
                for i in 0..<(isCombine ? terms : positions) {
                    let (p, n) = isCombine ? (i, column) : (row, i)
                    let place = n + n / line * gap + shifts[p]
                    sum += weights.elements[r * columns.weights + i] * x.elements[place]
                }
                expected.append(sum)
            }
        }
        return output.elements == expected && output.isIntact
    }
}
