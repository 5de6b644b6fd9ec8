import GradientCheck
import Losses
import TestSupport
import Testing

@Suite struct MultiLabelSoftMarginLossTests {
    @Test func passesTheLossCheck() throws { try checkLoss(MultiLabelSoftMarginLoss.self) }

    @Test func isTheMeanOfBinaryCrossEntropies() throws {
        let (x, t) = (try constant([1, -2, 0.5, 3], [2, 2]), try constant([1, 0, 0, 1], [2, 2]))
        let losses = try multilabelSoftMarginLoss(x, t, reduction: .none)
        let each = try binaryCrossEntropyWithLogits(x, t, reduction: .none)
        #expect(try losses.shape == [2] && near(losses.values, each.mean(dim: 1).values))
    }

    @Test func refusesWeightsThatDoNotFit() throws {
        let x = try Tensor.ones(2, 3)
        #expect(
            errorText { _ = try multilabelSoftMarginLoss(x, x, weight: .ones(2)) }
                == "multilabelSoftMarginLoss: expected a weight of float32 for each of 3 classes; "
                + "got float32 [2].")
        #expect(
            errorText { _ = try multilabelSoftMarginLoss(.ones([]), .ones([])) }
                == "multilabelSoftMarginLoss: expected scores [n, classes]; got [].")
    }

    @Test(arguments: [([4, 1], [4]), ([3, 4], [4]), ([1], []), ([0], [1])] as [(Shape, Shape)])
    func refusesShapesThatDiffer(x: Shape, y: Shape) throws {
        let text = errorText { _ = try multilabelSoftMarginLoss(Tensor.ones(x), Tensor.ones(y)) }
        #expect(
            text
                == "multilabelSoftMarginLoss: expected a target of the prediction's shape \(x); got \(y). "
                + "Reshape or expand one of them.")
    }
}
