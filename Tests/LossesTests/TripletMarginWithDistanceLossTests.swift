import GradientCheck
import Losses
import TestSupport
import Testing

@Suite struct TripletMarginWithDistanceLossTests {
    @Test func passesTheLossCheck() throws { try checkLoss(TripletMarginWithDistanceLoss.self) }

    @Test func takesAnyDistance() throws {
        let a = try constant([0, 0], [1, 2])
        let (p, n) = (try constant([3, 4], [1, 2]), try constant([5, 0], [1, 2]))
        let farthest: @Sendable (Tensor, Tensor) throws -> Tensor = {
            try ($0 - $1).abs().amax(dims: [-1])
        }
        let loss = try tripletMarginWithDistanceLoss(
            a, p, n, distanceFunction: farthest, margin: 2)
        #expect(loss.values == [1])
        let swapped = try tripletMarginWithDistanceLoss(
            a, p, n, distanceFunction: farthest, margin: 2, swap: true)
        #expect(swapped.values == [2])
    }

    @Test func withoutOneIsTheEuclideanLoss() throws {
        let inputs = try (0..<3).map { try Samples.values([4, 3], in: -2...2, seed: $0) }
        let (a, p, n) = (inputs[0], inputs[1], inputs[2])
        #expect(
            try tripletMarginWithDistanceLoss(a, p, n).values
                == tripletMarginLoss(a, p, n).values)
    }

    @Test func passesOnWhatTheDistanceThrows() throws {
        let x = try Tensor.ones(2)
        #expect(throws: CancellationError.self) {
            try tripletMarginWithDistanceLoss(
                x, x, x, distanceFunction: { _, _ in throw CancellationError() })
        }
    }
}
