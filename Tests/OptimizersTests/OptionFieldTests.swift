import Optimizers
import TestSupport
import Testing

@Suite struct OptionFieldTests {
    @Test func numbersAndFlagsGoThroughStates() {
        let options = SGD.Options(momentum: 0.5, nesterov: true)
        #expect(options.values.map(\.name) == SGD.Options.fields.map(\.name))
        let again = SGD.Options().replacing(["momentum": 0.5, "nesterov": 1])
        #expect(again.momentum == 0.5 && again.nesterov && !again.maximize)
    }

    @Test(arguments: [2.0, -1, 0.5, .nan])
    func aFlagIsZeroOrOne(value: Double) throws {
        let optimizer = try SGD([try parameter([1])], lr: 0.1)
        let good = optimizer.stateDict()
        var wrong = good
        wrong["groups.0.maximize"] = try constant([value])
        #expect(
            errorText { try optimizer.loadStateDict(wrong) }
                == "loadStateDict: expected a possible \"groups.0.maximize\"; got \(value). "
                + "Flags are 0 or 1.")
        expectEqual(optimizer.stateDict(), good)
    }
}
