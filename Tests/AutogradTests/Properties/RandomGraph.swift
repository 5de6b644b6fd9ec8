import Autograd
import GradientCheck
import Kernels
import TestSupport

/// A function of two leaves made of 5 to 40 operations drawn from the catalogue.
///
/// A node's inputs are those of the operation's sample, moved by what comes from other nodes: the
/// sample plus s · (v − v₀), where v are the elements of another node, repeated or cut to the
/// sample's shape, and v₀ their values at the start. So each operation works where its sample lies,
/// in its domain and away from kinks, however deep it stands. s is about 1 over the speed at which
/// v changes with the leaves, so that gradients neither vanish nor explode on the way.
struct RandomGraph: PropertyCase {
    /// A call of an operation.
    struct Node: Sendable {
        /// Which entry of the catalogue.
        var entry: Int
        /// For each floating-point input where it comes from: 0 and 1 are the leaves, 2 is the
        /// first node.
        var sources: [Int]
    }

    var nodes: [Node]

    static let leaves = [[0.4, -0.9, 1.3], [0.7]]

    static func random(using generator: inout SplitMix) -> RandomGraph {
        let count = Int.random(in: 5...40, using: &generator)
        return RandomGraph(
            nodes: (0..<count).map { index in
                let entry = Int.random(in: CatalogueEntry.all.indices, using: &generator)
                let sources = CatalogueEntry.all[entry].floating.map { _ in
                    // Half of them continue a chain, the others meet or branch.
                    Bool.random(using: &generator)
                        ? index + 1 : Int.random(in: 0...index + 1, using: &generator)
                }
                return Node(entry: entry, sources: sources)
            })
    }

    var simpler: [RandomGraph] {
        let halves =
            nodes.count < 2
            ? []
            : [
                without(nodes.count / 2..<nodes.count), without(0..<nodes.count / 2),
            ]
        return halves
            + nodes.indices.reversed().map { without($0..<$0 + 1) }.filter {
                !$0.nodes.isEmpty
            }
    }

    /// The graph without some nodes; what used them uses the first leaf.
    private func without(_ removed: Range<Int>) -> RandomGraph {
        var graph = self
        graph.nodes.removeSubrange(removed)
        for index in graph.nodes.indices {
            graph.nodes[index].sources = graph.nodes[index].sources.map { source in
                let node = source - 2
                if removed.contains(node) { return 0 }
                return node >= removed.upperBound ? source - removed.count : source
            }
        }
        return graph
    }

    var names: [String] { nodes.map { CatalogueEntry.all[$0.entry].name } }

    var description: String {
        nodes.enumerated().map { index, node in
            let sources = node.sources.map { $0 < 2 ? "leaf \($0)" : "#\($0 - 2)" }
            return "#\(index) \(CatalogueEntry.all[node.entry].name) of "
                + sources.joined(separator: ", ")
        }.joined(separator: "; ")
    }
}

extension RandomGraph {
    /// Why gradients differ from difference quotients, nil when they do not.
    func failure() throws -> String? {
        var leaves = try RandomGraph.leaves.map { try constant($0) }
        let start = try values(leaves, links: [:])
        var links: [Link: (start: Tensor, scale: Double)] = [:]
        let step = 1e-6
        // Nodes in order: the speed of a node depends on the scales before it.
        for (index, node) in nodes.enumerated() {
            let moved = try values(leaves.map { $0 + step }, links: links, count: index)
            for (input, source) in node.sources.enumerated() {
                let speed = try (moved[source] - start[source]).abs().max().item() / step
                let sign = (index + input).isMultiple(of: 2) ? 1.0 : -1
                links[Link(node: index, input: input)] = (
                    start[source], speed > 1e-3 ? sign / speed : sign
                )
            }
        }
        for index in leaves.indices { try leaves[index].requireGrad() }
        let options = GradientCheckOptions(
            stencil: .fourPoint, kinks: .fail, relativeTolerance: 1e-5, mode: .projected)
        do {
            try gradcheck({ try loss($0, links) }, inputs: leaves, options: options)
            return nil
        } catch let error as GradientCheckError {
            return "\(error)"
        }
    }

    /// A node's input.
    private struct Link: Hashable {
        let node: Int
        let input: Int
    }

    /// The leaves and the values of the first `count` nodes; without links those of the samples.
    private func values(
        _ leaves: [Tensor], links: [Link: (start: Tensor, scale: Double)], count: Int? = nil
    ) throws -> [Tensor] {
        var values = leaves
        for (index, node) in nodes.prefix(count ?? nodes.count).enumerated() {
            let entry = CatalogueEntry.all[node.entry]
            var inputs = entry.inputs
            for (position, input) in entry.floating.enumerated() {
                guard let link = links[Link(node: index, input: position)] else { continue }
                let change = try (values[node.sources[position]] - link.start) * link.scale
                inputs[input] = try inputs[input] + change.fitted(to: inputs[input].shape)
            }
            values.append(try entry.call(inputs))
        }
        return values
    }

    /// The weighted sum of all that nothing uses.
    private func loss(
        _ leaves: [Tensor], _ links: [Link: (start: Tensor, scale: Double)]
    ) throws -> Tensor {
        let values = try values(leaves, links: links)
        let used = Set(nodes.flatMap(\.sources))
        var loss = try constant([0], [])
        for (index, value) in values.enumerated() where !used.contains(index) && value.count > 0 {
            let weights = try Samples.values(value.shape, in: 0.5...1.5, seed: index)
            loss = try loss + (value * weights).sum()
        }
        return loss
    }
}

extension Tensor {
    /// The elements, repeated or cut, in another shape; zeros where there are none.
    fileprivate func fitted(to shape: Shape) throws -> Tensor {
        guard count > 0, shape.elementCount > 0 else {
            return try Tensor.zeros(shape, dtype: dtype)
        }
        let places = (0..<shape.elementCount).map { Int64($0 % count) }
        return try flatten().indexSelect(dim: 0, Tensor(places)).reshape(shape)
    }
}
