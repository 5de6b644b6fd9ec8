import Kernels
import TestSupport
import Testing

struct PhiloxTests {
    /// The known answers for philox4x32-10 that Random123 1.14 comes with (kat_vectors), the
    /// library of Salmon et al. 2011.
    @Test func givesTheKnownAnswers() {
        typealias Words = [UInt32]
        let rows: [(counter: Words, key: (UInt32, UInt32), answer: Words)] = [
            (
                [0, 0, 0, 0], (0, 0), [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]
            ),
            (
                [.max, .max, .max, .max], (.max, .max),
                [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]
            ),
            (
                [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], (0xa409_3822, 0x299f_31d0),
                [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
            ),
        ]
        for row in rows {
            let c = row.counter
            let words = Philox.block(counter: (c[0], c[1], c[2], c[3]), key: row.key)
            #expect([words.0, words.1, words.2, words.3] == row.answer)
        }
    }

    /// The stream's definition: word i of (seed, offset) is word i % 4 of block offset + i / 4.
    private func words(_ count: Int, seed: UInt64, offset: UInt64) -> [UInt32] {
        (0..<(count + 3) / 4).flatMap { index -> [UInt32] in
            let counter = offset &+ UInt64(index)
            let words = Philox.block(
                counter: (
                    UInt32(truncatingIfNeeded: counter), UInt32(truncatingIfNeeded: counter >> 32),
                    0, 0
                ),
                key: (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32)))
            return [words.0, words.1, words.2, words.3]
        }
    }

    private static let starts: [(UInt64, UInt64)] = [
        (0, 0), (1, 0), (0x0123_4567_89ab_cdef, 7), (.max, .max - 1), (5, 0xffff_ffff),
    ]

    @Test(arguments: starts)
    func uniformNumbersAreTheWordsTopBits(seed: UInt64, offset: UInt64) {
        for count in [0, 1, 2, 3, 4, 5, 63, 64, 65] {
            let (single, double) = (Guarded<Float>(shape: [count]), Guarded<Double>(shape: [count]))
            Philox.fillUniform(
                single.pointer, count: count, seed: seed, offset: offset, low: 0, high: 1)
            Philox.fillUniform(
                double.pointer, count: count, seed: seed, offset: offset, low: -2, high: 6)
            let words = words(2 * count, seed: seed, offset: offset)
            #expect(single.elements == (0..<count).map { Float(words[$0] >> 8) * 0x1p-24 })
            #expect(
                double.elements
                    == (0..<count).map {
                        let word = UInt64(words[2 * $0]) | UInt64(words[2 * $0 + 1]) << 32
                        return Double(word >> 11) * 0x1p-53 * 8 - 2
                    })
            #expect(single.isIntact && double.isIntact)
        }
    }

    @Test(arguments: starts)
    func normalNumbersComeInPairs(seed: UInt64, offset: UInt64) {
        for count in [0, 1, 2, 3, 4, 5, 6, 7, 64, 65] {
            let (single, double) = (Guarded<Float>(shape: [count]), Guarded<Double>(shape: [count]))
            Philox.fillNormal(
                single.pointer, count: count, seed: seed, offset: offset, mean: 3, std: 2)
            Philox.fillNormal(
                double.pointer, count: count, seed: seed, offset: offset, mean: 3, std: 2)
            let words = words(2 * count + 8, seed: seed, offset: offset)
            let long = (0..<count + 2).map {
                UInt64(words[2 * $0]) | UInt64(words[2 * $0 + 1]) << 32
            }
            #expect(
                single.elements
                    == (0..<count).map {
                        let pair = NormalVariates.pair(words[$0 & ~1], words[$0 | 1])
                        return ($0 & 1 == 0 ? pair.0 : pair.1) * 2 + 3
                    })
            #expect(
                double.elements
                    == (0..<count).map {
                        let pair = NormalVariates.pair(long[$0 & ~1], long[$0 | 1])
                        return ($0 & 1 == 0 ? pair.0 : pair.1) * 2 + 3
                    })
            #expect(single.isIntact && double.isIntact)
        }
    }

    @Test func chancesAreExact() {
        let count = 4096
        let words = words(2 * count, seed: 9, offset: 2)
        for p in [0, 0.25, 0.5, 0.999, 1, -1, 2] {
            let (single, double) = (Guarded<Float>(shape: [count]), Guarded<Double>(shape: [count]))
            Philox.fillBernoulli(
                single.pointer, count: count, seed: 9, offset: 2, probability: p)
            Philox.fillBernoulli(
                double.pointer, count: count, seed: 9, offset: 2, probability: p)
            #expect(
                single.elements == (0..<count).map { Double(words[$0]) < p * 0x1p32 ? 1 : 0 })
            #expect(
                double.elements
                    == (0..<count).map { Double(words[2 * $0 + 1]) < p * 0x1p32 ? 1 : 0 })
        }
        let never = Guarded<Float>(shape: [count])
        Philox.fillBernoulli(never.pointer, count: count, seed: 9, offset: 2, probability: .nan)
        #expect(never.elements.allSatisfy { $0 == 0 })
    }

    @Test func dropoutKeepsWhatTheMaskSays() {
        func check<T: Element & BinaryFloatingPoint>(_: T.Type) {
            let x = Guarded<T>((0..<101).map { T($0 - 50) })
            let (y, mask) = (Guarded<T>(shape: [101]), Guarded<UInt8>(shape: [101]))
            Philox.dropout(
                y.pointer, mask.pointer, UnsafePointer(x.pointer), count: 101, seed: 4, offset: 1,
                probability: 0.25, scale: 4)
            let words = words(101, seed: 4, offset: 1)
            #expect(mask.elements == words.prefix(101).map { $0 < 1 << 30 ? 0 : 1 })
            #expect(y.elements == (0..<101).map { x.elements[$0] * T(4 * Int(mask.elements[$0])) })
            #expect(y.isIntact && mask.isIntact)
        }
        check(Float.self)
        check(Double.self)
    }
}
