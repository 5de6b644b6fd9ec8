import Autograd
import TestSupport
import Testing

struct PendingQueueTests {
    @Test func aRandomGraphGivesWhatPlainSumsGive() throws {
        // Each node is a sum or product of two earlier ones; the derivatives are kept by hand.
        var random = SplitMix(state: 7)
        for _ in 0..<5 {
            let x = try leaf([0.5], [])
            var nodes: [(tensor: Tensor, value: Double, slope: Double)] = [(x, 0.5, 1)]
            for _ in 0..<1500 {
                let a = nodes[Int.random(in: 0..<nodes.count, using: &random)]
                let b = nodes[Int.random(in: 0..<nodes.count, using: &random)]
                if Bool.random(using: &random) {
                    let mean = try (a.tensor + b.tensor) * 0.5
                    nodes.append((mean, (a.value + b.value) * 0.5, (a.slope + b.slope) * 0.5))
                } else {
                    let product = try a.tensor * b.tensor
                    nodes.append(
                        (product, a.value * b.value, a.slope * b.value + a.value * b.slope))
                }
            }
            var total = x * 0
            for node in nodes { total = try total + node.tensor }
            let expected = nodes.reduce(0) { $0 + $1.slope }
            #expect(near(try grad(of: total, wrt: x).values, [expected], ulps: 1e4))
        }
    }

    /// The node whose turn would be next is overtaken by deeper ones, then gets more gradients itself.
    @Test func aNodeThatIsOvertakenKeepsWhatItHas() throws {
        let x = try leaf([3])
        let low = x * 2
        let middle = low * 5
        let high = try middle * low
        let roots = [low, middle, high, middle, low]
        let seeds: [Tensor?] = try [1.0, 10, 100, 1000, 10_000].map { try constant([$0]) }
        // low = 2 x, middle = 10 x, high = 20 x².
        let expected: Double = 10_001 * 2 + 1010 * 10 + 100 * 40 * 3
        #expect(try grad(of: roots, wrt: [x], gradients: seeds)[0]?.values == [expected])
    }

    @Test func thousandsOfNodesWaitAtOnce() throws {
        let leaves = try (0..<5000).map { try leaf([Double($0)], []) }
        var total = leaves[0] * 0
        for leaf in leaves { total = try total + leaf.square() }
        try total.backward()
        for (index, leaf) in leaves.enumerated() {
            #expect(leaf.grad?.values == [2 * Double(index)])
        }
    }
}
