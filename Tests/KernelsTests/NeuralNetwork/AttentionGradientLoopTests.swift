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
        let largest = Guarded<T>([rows], in: 2...3, &random)
        let inverseSums = Guarded<T>([rows], in: 0.1...1, &random)
        let products = Guarded<T>([rows], in: -1...1, &random)
        let (s, g) = (scores.values, slopes.values)
        try AttentionGradientLoop.kernel.loop(T.dtype).run(
            AttentionGradientCall(
                rows: rows, columns: columns, scores: MatrixRows(scores.pointer, stride: columns),
                slopes: MatrixRows(slopes.pointer, stride: columns),
                mask: MatrixRows(mask.pointer, stride: columns),
                factors: drops ? MatrixRows(factors.pointer, stride: columns) : nil, scale: scale,
                firstSeen: 20, largest: largest.pointer, inverseSums: inverseSums.pointer,
                products: products.pointer))
        #expect(scores.isIntact && slopes.isIntact)
        for index in s.indices {
            let row = index / columns
            let isSeen = index % columns < 20 + row
            let score = s[index] * scale + mask.values[index]
            let p = isSeen ? exp(score - largest.values[row]) * inverseSums.values[row] : 0
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
            // Exponentials of numbers up to 2, times numbers up to 5.
            try check(Float.self, drops: drops, within: 1e-5, table)
            try check(Double.self, drops: drops, within: 1e-14, table)
        }
    }

    /// The softmax of scores far from 0 as the forward pass makes it: what it leaves of each row is
    /// read, and the products with the scale are rounded by up to half of the score's last place.
    @Test(arguments: [1, 1e3, 1e6, 1e8, 1e11, 1e30], [false, true])
    func theSoftmaxIsThatOfTheForwardPass(size: Double, hasMask: Bool) throws {
        let (columns, scale) = (19, 0.17677669)
        // A few units apart; where that is below the last place, equal or far apart.
        let numbers = (0..<columns).map { Float(size + Double($0 % 5)) }
        try onEveryTable { table throws in
            func block(_ values: [Float]) -> Guarded<Float> {
                Guarded<Float>(values, [1, columns])
            }
            func rows(_ block: Guarded<Float>) -> MatrixRows {
                MatrixRows(block.pointer, stride: columns)
            }
            let (forward, backward) = (block(numbers), block(numbers))
            let mask = block(numbers.indices.map { Float($0 % 3) })
            let slopes = block([Float](repeating: 1, count: columns))
            let (largest, sums) = (Guarded<Float>([-.infinity]), Guarded<Float>([0]))
            let (products, output) = (Guarded<Float>([0]), Guarded<Float>([0]))
            try AttentionLoop.kernel.loop(.float32).run(
                AttentionCall(
                    rows: 1, columns: columns, scores: rows(forward),
                    mask: hasMask ? rows(mask) : nil, scale: scale, firstSeen: nil,
                    largest: largest.pointer, sums: sums.pointer, output: rows(output), width: 1))
            let inverse = Guarded<Float>([1 / sums.elements[0]])
            try AttentionGradientLoop.kernel.loop(.float32).run(
                AttentionGradientCall(
                    rows: 1, columns: columns, scores: rows(backward), slopes: rows(slopes),
                    mask: hasMask ? rows(mask) : nil, factors: nil, scale: scale, firstSeen: nil,
                    largest: largest.pointer, inverseSums: inverse.pointer,
                    products: products.pointer))
            let expected = forward.values.map { $0 * inverse.values[0] }
            // Two exponentials, and a product, of 1 and less.
            #expect(near(backward.values, expected, within: 5e-7), "\(table)")
            #expect(near([backward.values.reduce(0, +)], [1], within: 2e-6), "\(table)")
        }
    }
}
