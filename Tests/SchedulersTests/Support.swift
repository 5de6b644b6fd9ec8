import Schedulers

/// Something with learning rates, as an optimizer has.
final class Rates: LearningRateControlled {
    let learningRates: LearningRates
    init(_ rates: Double...) { learningRates = LearningRates(rates) }
    var rate: Double { learningRates[0] }
}

/// The error that `body` throws, as text; empty when it throws none.
func errorText(_ body: () throws -> Void) -> String {
    do { try body() } catch { return "\(error)" }
    return ""
}
