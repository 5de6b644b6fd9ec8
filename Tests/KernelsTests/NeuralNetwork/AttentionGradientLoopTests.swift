import Foundation
import Kernels
import TestSupport
import Testing

struct AttentionGradientLoopTests {
    private func check<T: Element>(
        _: T.Type, drops: Bool, within tolerance: Double, _ table: String
    ) throws {
        let (rows, columns, scale) = (2, 21, 0.6)
        var random = SplitMix(state: 4)
        func block() -> Guarded<T> { Guarded<T>([rows, columns], in: -2...2, &random) }
        let (scores, slopes, mask, factors) = (block(), block(), block(), block())
        let logSums = Guarded<T>([rows], in: 1...2, &random)
        let products = Guarded<T>([rows], in: -1...1, &random)
        let (s, g) = (scores.values, slopes.values)
        try AttentionGradientLoop.kernel.loop(T.dtype).run(
            AttentionGradientCall(
                rows: rows, columns: columns, scores: MatrixRows(scores.pointer, stride: columns),
                slopes: MatrixRows(slopes.pointer, stride: columns),
                mask: MatrixRows(mask.pointer, stride: columns),
                factors: drops ? MatrixRows(factors.pointer, stride: columns) : nil, scale: scale,
                firstSeen: 20, logSums: logSums.pointer, products: products.pointer))
        #expect(scores.isIntact && slopes.isIntact)
        for index in s.indices {
            let row = index / columns
            let isSeen = index % columns < 20 + row
            let p = isSeen ? exp(s[index] * scale + mask.values[index] - logSums.values[row]) : 0
            let z = drops ? factors.values[index] : 1
            let expected = [p * z, p * (g[index] * z - products.values[row]) * scale]
            #expect(
                near([scores.values[index], slopes.values[index]], expected, within: tolerance),
                "\(table) \(T.self) \(index)")
        }
    }

    @Test(arguments: [false, true])
    func agreesWithTheFormula(drops: Bool) throws {
        try onEveryTable { table throws in
            // Exponentials of numbers up to 4, times numbers up to 5.
            try check(Float.self, drops: drops, within: 1e-5, table)
            try check(Double.self, drops: drops, within: 1e-14, table)
        }
    }
}
