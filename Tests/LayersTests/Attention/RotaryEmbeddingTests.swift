import Layers
import TestSupport
import Testing

struct RotaryEmbeddingTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: RotaryEmbedding.self) }

    @Test(arguments: RotaryEmbedding.Pairing.allCases)
    func productsDependOnDistancesAlone(pairing: RotaryEmbedding.Pairing) throws {
        let rope = try RotaryEmbedding(6, pairing: pairing)
        let (q, k) = (try sample([1, 6]), try sample([1, 6], seed: 1))
        func product(_ i: Int, _ j: Int) throws -> [Double] {
            try (rope(q, offset: i) * rope(k, offset: j)).sum().values
        }
        #expect(near(try product(5, 2), try product(103, 100), within: 1e-12))
        #expect(try product(5, 2) != product(5, 3))
        #expect(try rope(q).values == q.values, "place 0 is not turned")
    }

    @Test func pairsAreTurned() throws {
        // The base makes the second pair's rate 1/2.
        let x = try Tensor.ones([2, 4], dtype: .float64)
        let y = try RotaryEmbedding(4, base: 4)(x)[1].values
        let (cosines, sines) = (
            [0.540_302_305_868_139_8, 0.877_582_561_890_372_8],
            [0.841_470_984_807_896_5, 0.479_425_538_604_203]
        )
        let (low, high) = (
            zip(cosines, sines).map { $0 - $1 }, zip(cosines, sines).map { $0 + $1 }
        )
        #expect(near(y, [low[0], high[0], low[1], high[1]], within: 1e-15))
        let halves = try RotaryEmbedding(4, base: 4, pairing: .halves)(x)[1].values
        #expect(near(halves, low + high, within: 1e-15))
    }

    @Test func offsetsContinue() throws {
        let rope = try RotaryEmbedding(4)
        let x = try sample([2, 5, 4])
        let rest = try rope(x.narrow(dim: 1, start: 3, length: 2), offset: 3)
        #expect(
            rest.values == (try rope(x).narrow(dim: 1, start: 3, length: 2).contiguous()).values)
        #expect(try rope(x.to(dtype: .bfloat16)).dtype == .bfloat16)
    }

    @Test func rejectsWhatIsOutOfRange() throws {
        #expect(errorText { _ = try RotaryEmbedding(3) }.contains("an even dim"))
        #expect(errorText { _ = try RotaryEmbedding(4, base: 0) }.contains("a positive base"))
        let rope = try RotaryEmbedding(4, maxSeqLen: 4)
        for offset in [-1, 3, Int.max] {
            #expect(
                errorText { _ = try rope(.zeros(2, 4), offset: offset) }
                    .hasSuffix("from place \(offset) on. (in RotaryEmbedding)"))
        }
    }
}
