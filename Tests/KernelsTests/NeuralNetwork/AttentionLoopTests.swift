import Foundation
import Kernels
import TestSupport
import Testing

struct AttentionLoopTests {
    /// Two blocks of keys one after the other give the softmax of both.
    private func check<T: Element>(_: T.Type, within tolerance: Double, _ table: String) throws {
        let (rows, columns, width, scale) = (3, 19, 4, 0.7)
        var random = SplitMix(state: 2)
        let (largest, sums) = (
            Guarded([T](repeating: T(-Double.infinity), count: rows)),
            Guarded([T](repeating: T(0), count: rows))
        )
        let output = Guarded([T](repeating: T(1), count: rows * width), [rows, width])
        var all = [[Double]](repeating: [], count: rows)
        var found = [[Double]](repeating: [], count: rows)
        for (block, firstSeen) in [(0, 18), (1, -1)] {
            let scores = Guarded<T>([rows, columns], in: -9...9, &random)
            let mask = Guarded<T>([rows, columns], in: -1...1, &random)
            let before = largest.values
            for row in 0..<rows {
                let seen = min(max(firstSeen + row, 0), columns)
                for i in 0..<seen {
                    let index = row * columns + i
                    all[row].append(
                        scores.values[index] * scale + mask.values[index])
                }
            }
            try AttentionLoop.kernel.loop(T.dtype).run(
                AttentionCall(
                    rows: rows, columns: columns,
                    scores: MatrixRows(scores.pointer, stride: columns),
                    mask: MatrixRows(mask.pointer, stride: columns), scale: scale,
                    firstSeen: firstSeen, largest: largest.pointer, sums: sums.pointer,
                    output: MatrixRows(output.pointer, stride: width), width: width))
            #expect(scores.isIntact && largest.isIntact && sums.isIntact && output.isIntact)
            for row in 0..<rows {
                let seen = min(max(firstSeen + row, 0), columns)
                let shrink = block == 0 ? 1 : exp(before[row] - largest.values[row])
                found[row] =
                    found[row].map { $0 * shrink }
                    + scores.values[row * columns..<row * columns + seen]
                let hidden = scores.values[row * columns + seen..<(row + 1) * columns]
                #expect(hidden.allSatisfy { $0 == 0 }, "\(table) row \(row)")
            }
        }
        for row in 0..<rows {
            let top = all[row].max() ?? 0
            let expected = all[row].map { exp($0 - top) }
            #expect(near(found[row], expected, within: tolerance), "\(table) row \(row)")
            #expect(
                near([sums.values[row]], [expected.reduce(0, +)], within: tolerance), "\(table)")
            #expect(near([largest.values[row]], [top], within: tolerance), "\(table)")
        }
    }

    @Test func blocksMakeOneSoftmax() throws {
        try onEveryTable { table throws in
            // Exponentials of numbers up to 10, whose roundings they multiply.
            try check(Float.self, within: 1e-5, table)
            try check(Double.self, within: 1e-14, table)
        }
    }

    /// Products with the scale that are rounded by thousands.
    @Test(arguments: [1e8, 1e10, 1e11, 1e30])
    func theLargestOfHugeScoresIsOne(size: Double) throws {
        let (scale, numbers) = (0.17677669, [1.2345678, 1.2345678, 1, -1].map { Float($0 * size) })
        try onEveryTable { table throws in
            let scores = Guarded<Float>(numbers, [1, 4])
            let (largest, sums) = (Guarded<Float>([-.infinity]), Guarded<Float>([0]))
            let output = Guarded<Float>([5])
            try AttentionLoop.kernel.loop(.float32).run(
                AttentionCall(
                    rows: 1, columns: 4, scores: MatrixRows(scores.pointer, stride: 4), mask: nil,
                    scale: scale, firstSeen: nil, largest: largest.pointer, sums: sums.pointer,
                    output: MatrixRows(output.pointer, stride: 1), width: 1))
            #expect(scores.elements == [1, 1, 0, 0] && sums.elements == [2], "\(table)")
            #expect(largest.elements == [numbers[0] * Float(scale)], "\(table)")
        }
    }

    @Test func aRowWithoutKeysStaysAsItIs() throws {
        try onEveryTable { table throws in
            let scores = Guarded<Float>([1, 2])
            let (largest, sums) = (Guarded<Float>([-.infinity]), Guarded<Float>([0]))
            let (mask, output) = (
                Guarded<Float>([-.infinity, -.infinity]), Guarded<Float>([5])
            )
            try AttentionLoop.kernel.loop(.float32).run(
                AttentionCall(
                    rows: 1, columns: 2, scores: MatrixRows(scores.pointer, stride: 2),
                    mask: MatrixRows(mask.pointer, stride: 0), scale: 1, firstSeen: nil,
                    largest: largest.pointer, sums: sums.pointer,
                    output: MatrixRows(output.pointer, stride: 1), width: 1))
            #expect(scores.elements == [0, 0] && sums.elements == [0], "\(table)")
            #expect(largest.elements == [-.infinity] && output.elements == [5], "\(table)")
        }
    }
}
