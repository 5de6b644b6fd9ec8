import Autograd
import TestSupport
import Testing

struct CallWatchTests {
    /// A call within an operation's forward pass is that operation's own: cross-entropy makes its
    /// mean with other operations.
    @Test func callsWithinACallAreNotSeen() throws {
        let logits = try leaf([1e308, -1e308], [1, 2])
        let labels = try Tensor([1])
        let message = errorText {
            try detectAnomaly { _ = try logits.crossEntropy(target: labels) }
        }
        #expect(message.hasPrefix("crossEntropy: expected a finite result"), "\(message)")
    }

    @Test func scopesServeEachOther() throws {
        let x = try leaf([4])
        let paths = PathRecord()
        let y = try detectAnomaly { try paths.record { x.sqrt().round() } }
        guard case .cut(let cuts)? = paths.end(of: x, before: y) else {
            Issue.record("no cut")
            return
        }
        #expect(cuts.map(\.operation) == ["round"])
        let message = errorText {
            try detectAnomaly { _ = try PathRecord().record { (x - 4).reciprocal() } }
        }
        #expect(message.hasPrefix("reciprocal: expected a finite result"), "\(message)")
    }

    @Test func resultsHaveTheSameBitsAsOutside() throws {
        func run() throws -> [UInt64] {
            let x = try leaf([0.1, -0.7, 2], [1, 3])
            let w = try leaf([0.3, 1.1, -0.2], [3, 1])
            let y = try x.matmul(w).tanh() + x.exp().sum()
            try y.sum().backward()
            return (y.values + (x.grad?.values ?? []) + (w.grad?.values ?? [])).map(\.bitPattern)
        }
        let plain = try run()
        #expect(try detectAnomaly { try run() } == plain)
        #expect(try PathRecord().record { try run() } == plain)
    }

    @Test func secondDerivativesWorkInside() throws {
        let x = try leaf([2], [])
        let second = try detectAnomaly {
            let slope = try grad(of: x.pow(3), wrt: x, createGraph: true)
            return try grad(of: slope, wrt: x)
        }
        #expect(near(second.values, [12]))
    }
}
