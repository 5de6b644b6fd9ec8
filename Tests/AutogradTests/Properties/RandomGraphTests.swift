import Autograd
import TestSupport
import Testing

struct RandomGraphTests {
    @Test("gradients of random graphs agree with difference quotients", arguments: 0..<8)
    func gradientsAreRight(part: UInt64) throws {
        let found = try counterexample(seeds: 1000 * part..<1000 * part + 25) {
            (graph: RandomGraph) in try graph.failure()
        }
        if let found { Issue.record("\(found)") }
    }

    @Test func graphsAreDrawnFromTheWholeCatalogue() {
        let graphs = (0..<200 as Range<UInt64>).map { seed -> RandomGraph in
            var generator = SplitMix(state: seed)
            return RandomGraph.random(using: &generator)
        }
        #expect(graphs.allSatisfy { (5...40).contains($0.nodes.count) })
        #expect(Set(graphs.map(\.nodes.count)).count > 20)
        #expect(Set(graphs.flatMap(\.names)) == Set(CatalogueEntry.all.map(\.name)))
        #expect(CatalogueEntry.all.count > 100)
    }

    /// A wrong rule is also one of operations whose own rules are made of it: attention has the
    /// gradient of a mask from products and the softmax.
    @Test(
        "a wrong rule anywhere in a graph is found, and the graph made as small as it can be",
        arguments: [
            ("exp", []), ("multiply", []), ("matmul", ["scaledDotProductAttention"]),
            ("softmax", ["scaledDotProductAttention"]), ("layerNorm", []), ("indexSelect", []),
        ] as [(String, [String])])
    func aWrongRuleIsFound(operation: String, madeOfIt: [String]) throws {
        let wronged = try Mutation.plant(operation, input: 0, factor: 1.01) { () throws in
            try CatalogueEntry.all.map { try $0.gradients() }
        }
        let right = try CatalogueEntry.all.map { try $0.gradients() }
        let culprits = CatalogueEntry.all.indices.filter { wronged[$0] != right[$0] }
            .map { CatalogueEntry.all[$0].name }
        #expect(Set(culprits) == Set(madeOfIt + [operation]))
        let found = try #require(
            try Mutation.plant(operation, input: 0, factor: 1.01) { () throws in
                try counterexample(seeds: 0..<200) { (graph: RandomGraph) in try graph.failure() }
            })
        #expect(found.simplest.nodes.count <= 2, "\(found)")
        // The graph's own links select and multiply; otherwise the culprit is what is left, with at
        // most one that leads to where its gradient is large enough to show.
        if !["indexSelect", "multiply"].contains(operation) {
            #expect(found.simplest.names.contains { culprits.contains($0) }, "\(found)")
        }
        #expect(found.reason.contains("gradcheck"), "\(found)")
    }

    @Test func removingANodeLeadsItsUsersToTheFirstLeaf() throws {
        var generator = SplitMix(state: 7)
        let graph = RandomGraph.random(using: &generator)
        for simpler in graph.simpler {
            #expect(simpler.nodes.count < graph.nodes.count)
            for (index, node) in simpler.nodes.enumerated() {
                #expect(node.sources.allSatisfy { $0 < index + 2 && $0 >= 0 })
            }
        }
    }
}
