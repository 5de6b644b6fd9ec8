import Optimizers
import TensorCore
import TestSupport
import Testing

/// Seen through averages, which are `lerp(average, x, 1 − decay)`.
@Suite struct TensorLerpTests {
    @Test(arguments: [0.9, 0.5, 0.1])
    func goesFromTheNearerEnd(decay: Double) throws {
        let x = try parameter([0.1])
        let average = try AveragedParameters([x], .ema(decay: decay))
        try average.update()
        x.value = try constant([0.7])
        try average.update()
        let (from, to, weight) = (0.1, 0.7, 1 - decay)
        let expected =
            weight < 0.5 ? from + weight * (to - from) : to - (to - from) * (1 - weight)
        #expect(average[0].values == [expected])
    }

    /// `Parameter.set` copies by size: this was a read past the end.
    @Test func aReplacedValueIsNotWrittenOver() throws {
        let x = try parameter([1])
        let average = try AveragedParameters([x])
        let text = errorText { try average.whileApplied { x.value = try constant([1, 2]) } }
        #expect(
            text == "Parameter: expected float64 [2]; got float64 [1]. Was its value replaced?")
        #expect(x.values == [1, 2])
    }
}
