import Foundation
import Kernels
import TestSupport
import Testing

struct AttentionTests {
    @Test func rowsOfTheDropoutBeginAtWholeBlocks() {
        #expect([0, 1, 64, 65, 200].map(Attention.rowWords) == [0, 64, 64, 128, 256])
    }

    /// More queries and keys than a tile has, with heads that lie between one another.
    @Test(arguments: [false, true])
    func tilesMakeOneAttention(isCausal: Bool) throws {
        let (units, queries, keys, width, valueWidth, scale) = (2, 70, 150, 3, 2, 0.8)
        var random = SplitMix(state: 6)
        let q = Guarded<Double>([queries, units, width], in: -2...2, &random)
        let k = Guarded<Double>([keys, units, width], in: -2...2, &random)
        let v = Guarded<Double>([keys, units, valueWidth], in: -2...2, &random)
        let output = Guarded<Double>(shape: [queries, units, valueWidth])
        let normalizers = Guarded<Double>(shape: [2, units, queries])
        func matrices(_ array: Guarded<Double>) -> Attention.Matrices {
            Attention.Matrices(array.view.permuted([1, 0, 2]))
        }
        let attention = Attention(
            units: units, queries: queries, keys: keys, width: width, valueWidth: valueWidth,
            scale: scale, isCausal: isCausal)
        let isDone = attention.run(
            matrices(output), normalizers: normalizers.view, q: matrices(q), k: matrices(k),
            v: matrices(v), mask: nil)
        #expect(isDone && output.isIntact && normalizers.isIntact)
        let (qs, ks, vs) = (q.elements, k.elements, v.elements)
        for unit in 0..<units {
            for query in 0..<queries {
                let seen = isCausal ? query + 1 : keys
                let powers = (0..<seen).map { key in
                    exp(
                        (0..<width).reduce(0.0) {
                            $0 + scale * qs[(query * units + unit) * width + $1]
                                * ks[(key * units + unit) * width + $1]
                        })
                }
                let sum = powers.reduce(0, +)
                let expected = (0..<valueWidth).map { column in
                    (0..<seen).reduce(0.0) {
                        $0 + powers[$1] / sum * vs[($1 * units + unit) * valueWidth + column]
                    }
                }
                let start = (query * units + unit) * valueWidth
                let found = Array(output.elements[start..<start + valueWidth])
                // 150 terms of numbers up to 2.
                #expect(near(found, expected, within: 1e-13))
                let row = unit * queries + query
                let (largest, inverse) = (
                    normalizers.elements[row], normalizers.elements[units * queries + row]
                )
                #expect(near([largest - log(inverse)], [log(sum)], within: 1e-13))
                #expect(near([exp(largest)], [powers.max() ?? 0], within: 1e-13))
            }
        }
    }
}
