import GradientCheck
import Losses
import TestSupport
import Testing

@Suite struct CosineEmbeddingLossTests {
    @Test func passesTheLossCheck() throws { try checkLoss(CosineEmbeddingLoss.self) }

    @Test func comparesAngles() throws {
        let a = try constant([1, 0, 1, 0, 1, 0], [3, 2])
        let b = try constant([0, 2, 3, 0, 3, 4], [3, 2])
        let losses = try cosineEmbeddingLoss(
            a, b, Tensor([1, 1, -1]), margin: 0.25, reduction: .none)
        #expect(near(losses.values, [1, 0, 0.35], within: 1e-12))
        #expect(try cosineEmbeddingLoss(a[0], b[0], Tensor(scalar: -1, .int64)).item() == 0)
    }

    @Test func zerosHaveAFiniteGradient() throws {
        let a = try leaf([0, 0], [1, 2])
        try cosineEmbeddingLoss(a, constant([1, 2], [1, 2]), Tensor([1])).backward()
        #expect(a.slopes.allSatisfy { $0.isFinite })
    }

    @Test func refusesShapesThatDoNotFit() throws {
        let x = try Tensor.ones(2, 3)
        #expect(
            errorText { _ = try cosineEmbeddingLoss(x, x, .ones(3)) }
                == "cosineEmbeddingLoss: expected vectors [n, size] with targets [n], or [size] "
                + "with []; got [2, 3] with [3].")
        #expect(
            errorText { _ = try cosineEmbeddingLoss(x, .ones(3), .ones(2)) }.contains("got [3]"))
    }
}
