import Losses
import Testing

@Suite struct StandardLossesTests {
    /// `StandardLosses` is found by linking: nothing here names it.
    @Test func lossesAreFoundByName() {
        #expect(
            Runtime.registry.names(of: .loss) == [
                "BCELoss", "BCEWithLogitsLoss", "CTCLoss", "CosineEmbeddingLoss",
                "CrossEntropyLoss", "GaussianNLLLoss", "HingeEmbeddingLoss", "HuberLoss",
                "KLDivLoss", "L1Loss", "MSELoss", "MarginRankingLoss", "MultiLabelMarginLoss",
                "MultiLabelSoftMarginLoss", "MultiMarginLoss", "NLLLoss", "PoissonNLLLoss",
                "SmoothL1Loss", "SoftMarginLoss", "TripletMarginLoss",
                "TripletMarginWithDistanceLoss",
            ])
        #expect(Runtime.failures.isEmpty)
    }
}
