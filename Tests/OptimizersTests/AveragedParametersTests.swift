import Optimizers
import TensorCore
import TestSupport
import Testing

@Suite struct AveragedParametersTests {
    @Test func theMeanIsThatOfAllStates() throws {
        let x = try parameter([0])
        let average = try AveragedParameters([x], .swa)
        for value in [1.0, 2, 6] {
            x.value = try constant([value])
            try average.update()
        }
        #expect(near(average[0].values, [3]) && average.updateCount == 3)
    }

    @Test func anExponentialAverageForgets() throws {
        let x = try parameter([1])
        let average = try AveragedParameters([x], .ema(decay: 0.75))
        for value in [4.0, 0] {
            x.value = try constant([value])
            try average.update()
        }
        // The first update takes the parameter as it is.
        #expect(near(average[0].values, [3]))
    }

    @Test func parametersComeBack() throws {
        let x = try parameter([1])
        let average = try AveragedParameters([x])
        x.value = try constant([5])
        #expect(try average.whileApplied { x.values } == [1])
        #expect(x.values == [5])
        #expect(throws: Stop.self) { try average.whileApplied { throw Stop() } }
        #expect(x.values == [5])
        try average.apply()
        #expect(x.values == [1])
    }

    @Test func itsStateIsAllOfIt() throws {
        let (x, y) = (try parameter([1]), try parameter([1]))
        let (one, other) = (try AveragedParameters([x], .swa), try AveragedParameters([y], .swa))
        for value in [2.0, 5] {
            x.value = try constant([value])
            try one.update()
        }
        try other.loadStateDict(one.stateDict())
        for (parameter, average) in [(x, one), (y, other)] {
            parameter.value = try constant([11])
            try average.update()
        }
        #expect(one[0].values == other[0].values && other.updateCount == 3)
        var wrong = one.stateDict()
        wrong["average.0"] = try constant([1, 2])
        #expect(errorText { try other.loadStateDict(wrong) }.contains("average.0"))
        wrong["average.0"] = nil
        #expect(errorText { try other.loadStateDict(wrong) } != "")
        #expect(other.updateCount == 3)
    }

    @Test func refusesAReplacedValueAndChangesNothing() throws {
        let (x, y) = (try parameter([1]), try parameter([2]))
        let average = try AveragedParameters([x, y])
        x.value = try constant([5])
        for wrong in [try constant([7, 8]), try constant([7], .float32)] {
            y.value = wrong
            let calls: [() throws -> Void] = [
                { try average.update() }, { try average.apply() },
                { try average.whileApplied {} },
            ]
            for call in calls {
                #expect(
                    errorText(call).hasPrefix(
                        "AveragedParameters: expected float64 [1] for parameter \"1\"; got "))
                #expect(x.values == [5] && y.values == wrong.values)
                #expect(average[0].values == [1] && average.updateCount == 0)
            }
        }
    }

    @Test func refusesImpossibleDecaysAndNoParameters() throws {
        let x = try parameter([1])
        #expect(
            errorText { _ = try AveragedParameters([x], .ema(decay: 1.5)) }
                == "AveragedParameters decay: expected a number from 0 to 1; got 1.5.")
        #expect(errorText { _ = try AveragedParameters([Parameter]()) }.contains("at least one"))
    }
}
