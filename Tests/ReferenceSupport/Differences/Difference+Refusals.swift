import Losses
import Optimizers

extension Difference {
    /// What PyTorch lets pass and this library refuses.
    static let refusals: [Difference] = [
        Difference(
            "mse of shapes that differ",
            theirs: "[3, 1] and [3] broadcast to 9 pairs, with a warning",
            ours: "throws", because: "the mean over pairs that nobody meant trains on nonsense"
        ) {
            throwsError { _ = try mseLoss(Tensor.ones(3, 1), Tensor.ones(3)) }
        }
    ]
}
