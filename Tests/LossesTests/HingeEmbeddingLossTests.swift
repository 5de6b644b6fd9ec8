import GradientCheck
import Losses
import TestSupport
import Testing

@Suite struct HingeEmbeddingLossTests {
    @Test func passesTheLossCheck() throws { try checkLoss(HingeEmbeddingLoss.self) }

    @Test func keepsTheLikeNearAndOthersApart() throws {
        let (x, t) = (try leaf([0.5, 0.25, 3, 1]), try Tensor([1, -1, -1, -1]))
        let losses = try hingeEmbeddingLoss(x, t, reduction: .none)
        #expect(losses.values == [0.5, 0.75, 0, 0])
        try losses.sum().backward()
        #expect(x.slopes == [1, -1, 0, -1])
    }

    @Test(arguments: [([4, 1], [4]), ([3, 4], [4]), ([1], []), ([0], [1])] as [(Shape, Shape)])
    func refusesShapesThatDiffer(x: Shape, y: Shape) throws {
        let text = errorText {
            _ = try hingeEmbeddingLoss(Tensor.ones(x), Tensor.ones(y, dtype: .int64))
        }
        #expect(
            text
                == "hingeEmbeddingLoss: expected a target of the prediction's shape \(x); got \(y). "
                + "Reshape or expand one of them.")
    }
}
