import Schedulers
import TestSupport

/// Something with learning rates, as an optimizer has.
final class Rates: LearningRateControlled {
    let learningRates: LearningRates
    init(_ rates: Double...) { learningRates = LearningRates(rates) }
    var rate: Double { learningRates[0] }
}
