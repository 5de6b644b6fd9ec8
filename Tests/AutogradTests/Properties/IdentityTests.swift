import Autograd
import TestSupport
import Testing

struct IdentityTests {
    @Test("algebraic identities under random shapes and types", arguments: Identity.all.indices)
    func holds(index: Int) throws {
        let identity = Identity.all[index]
        let found = try counterexample(seeds: 1..<251) { try identity.failure($0) }
        if let found { Issue.record("\(identity.name): \(found)") }
    }

    @Test func aWrongEquationIsFoundAndMadeSimple() throws {
        // Off by one for matrices.
        let wrong = Identity("Σ over axis 0 = Σ over axis -1") { a, _, _ in
            guard a.rank == 2, a.count > 0 else { return (a, a) }
            return (try a.sum(dim: 0).sum(), try a.sum(dim: -1).sum() + 1)
        }
        let found = try #require(try counterexample(seeds: 1..<251) { try wrong.failure($0) })
        #expect(found.simplest.shape == [1, 1] && found.simplest.dtype == .float64)
        #expect("\(found)".contains("values \(found.simplest.seed)"))
    }

    @Test func aWrongRuleIsFoundAndMadeSimple() throws {
        let identity = try #require(Identity.gradients.first { $0.name.hasPrefix("∇Σ(a · b)") })
        let found = try #require(
            try Mutation.plant("multiply", input: 0, factor: 1.01) { () throws in
                try counterexample(seeds: 1..<251) { try identity.failure($0) }
            })
        #expect(found.simplest.shape == [], "\(found)")
        #expect(found.simplest.dtype == .float64, "\(found)")
    }

    @Test func casesAreSpreadOverShapesAndTypes() {
        let cases = (1..<251 as Range<UInt64>).map { seed -> RandomTensors in
            var generator = SplitMix(state: seed)
            return RandomTensors.random(using: &generator)
        }
        #expect(Set(cases.map(\.dtype)) == Set(RandomTensors.allTypes))
        #expect(Set(cases.map(\.shape.count)) == [0, 1, 2, 3, 4])
        #expect(cases.contains { $0.shape.contains(0) } && cases.contains { $0.shape.contains(17) })
        #expect(cases.contains { $0.shape(1) != $0.shape(0) })
    }
}
