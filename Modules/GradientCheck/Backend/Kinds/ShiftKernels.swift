public import Kernels

extension ShiftLoop: CheckableKernel {
    public static var kind: String { "shifted sums" }
    public static var bound: KernelBound { sumBound(1) }

    public static func calls(_ data: KernelData) -> [KernelCall<ShiftLoop>] {
        // Every count of rows and terms that a kernel may treat on its own, and two blocks of them.
        let rows = [1, 2, 3, 4, 5, 6, 7, 11, 12, 13, 25]
        let terms = [1, 2, 3, 4, 9, 20]
        return rows.flatMap { rows in
            terms.flatMap { terms in
                // As one line, and to combine also lines with 2 elements between them: 3 of 16, and 2
                // of 37 whose last vectors begin in the one before.
                let lines = data.name.hasSuffix("combine") ? [(48, 16), (74, 37)] : []
                return ([(16, 16), (48, 48), (272, 272)] + lines).flatMap { positions, line in
                    (line % 16 == 0 ? [false, true] : [false]).map { accumulates in
                        let sum = Sum(
                            rows: rows, terms: terms, positions: positions, line: line,
                            accumulates: accumulates)
                        return data.name.hasSuffix("combine")
                            ? combine(data, sum) : correlate(data, sum)
                    }
                }
            }
        }
    }

    /// The sizes of one call.
    private struct Sum {
        let rows, terms, positions, line: Int
        let accumulates: Bool
        var lineStep: Int { line + (line < positions ? 2 : 0) }
        /// Elements that rows lie apart beyond what they hold.
        let gap = 3

        /// Unordered, with one that repeats.
        var shifts: [Int] { (0..<terms).map { $0 * 7 % 19 } }
        var count: Int { positions / line * lineStep + 19 }
        var label: String {
            "\(rows) rows, \(terms) terms, \(positions) positions"
                + (line < positions ? " in lines of \(line)" : "")
                + (accumulates ? ", added" : "")
        }
    }

    private static func combine(_ data: KernelData, _ sum: Sum) -> KernelCall<ShiftLoop> {
        let weights = data.random(sum.rows * sum.terms, in: -2...2)
        let x = data.random(sum.count, in: -2...2, seed: 1)
        let bias = data.random(sum.rows, in: -2...2, seed: 2)
        let start = start(data, sum.rows * sum.positions, sum)
        let scale = (0..<sum.rows * sum.positions).map { index -> Double in
            let (r, n) = (index / sum.positions, index % sum.positions)
            let first = sum.accumulates ? start[index] : bias[r]
            return sum.shifts.enumerated().reduce(first.magnitude) { total, term in
                total
                    + (weights[r * sum.terms + term.offset]
                    * x[n / sum.line * sum.lineStep + n % sum.line + term.element]).magnitude
            }
        }
        return call(
            data, sum, output: start, scale: scale, columns: sum.positions,
            weights: data.padded(weights, columns: sum.terms, stride: sum.terms + sum.gap),
            weightRow: sum.terms + sum.gap, x, bias)
    }

    private static func correlate(_ data: KernelData, _ sum: Sum) -> KernelCall<ShiftLoop> {
        let weights = data.random(sum.rows * sum.positions, in: -2...2)
        let x = data.random(sum.count, in: -2...2, seed: 1)
        let start = start(data, sum.rows * sum.terms, sum)
        let shifts = sum.shifts
        let scale = (0..<sum.rows * sum.terms).map { index -> Double in
            let (p, r) = (index / sum.rows, index % sum.rows)
            let first = sum.accumulates ? start[index].magnitude : 0
            return (0..<sum.positions).reduce(first) { total, n in
                total + (weights[r * sum.positions + n] * x[n + shifts[p]]).magnitude
            }
        }
        return call(
            data, sum, output: start, scale: scale, columns: sum.rows,
            weights: data.padded(weights, columns: sum.positions, stride: sum.positions + sum.gap),
            weightRow: sum.positions + sum.gap, x, [])
    }

    /// What the output holds before; unless it is added to, the kernel must not look at it.
    private static func start(_ data: KernelData, _ count: Int, _ sum: Sum) -> [Double] {
        sum.accumulates
            ? data.random(count, in: -2...2, seed: 3) : [Double](repeating: .nan, count: count)
    }

    private static func call(
        _ data: KernelData, _ sum: Sum, output: [Double], scale: [Double], columns: Int,
        weights: [Double], weightRow: Int, _ x: [Double], _ bias: [Double]
    ) -> KernelCall<ShiftLoop> {
        let outputRow = columns + sum.gap
        return KernelCall(
            sum.label,
            [
                .inOut(
                    data.padded(output, columns: columns, stride: outputRow),
                    scale: data.padded(scale, columns: columns, stride: outputRow)),
                .input(weights), .input(x), .input(sum.shifts.map(Double.init), .int32),
                .input(bias.isEmpty ? [0] : bias),
            ], bound: sumBound(max(sum.terms, sum.positions))
        ) { loop, p in
            loop.run(
                ShiftCall(
                    rows: sum.rows, terms: sum.terms, positions: sum.positions, weights: p[1],
                    weightRow: weightRow, x: p[2],
                    shifts: UnsafePointer(p[3].assumingMemoryBound(to: Int32.self)),
                    bias: bias.isEmpty ? nil : UnsafeRawPointer(p[4]), output: p[0],
                    outputRow: outputRow, accumulates: sum.accumulates, line: sum.line,
                    lineStep: sum.lineStep))
        }
    }
}
