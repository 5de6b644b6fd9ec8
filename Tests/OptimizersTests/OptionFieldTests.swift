import Optimizers
import Testing

@Suite struct OptionFieldTests {
    @Test func numbersAndFlagsGoThroughStates() {
        let options = SGD.Options(momentum: 0.5, nesterov: true)
        #expect(options.values.map(\.name) == SGD.Options.fields.map(\.name))
        let again = SGD.Options().replacing(["momentum": 0.5, "nesterov": 1])
        #expect(again.momentum == 0.5 && again.nesterov && !again.maximize)
    }
}
