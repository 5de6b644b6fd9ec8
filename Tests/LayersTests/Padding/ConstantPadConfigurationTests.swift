import Layers
import TestSupport
import Testing

struct ConstantPadConfigurationTests {
    @Test func theValueMustBeGiven() throws {
        let model = try Sequential(
            json: #"{"layers": [{"type": "ConstantPad2d", "padding": 1, "value": 0.5}]}"#)
        #expect(
            (model.layers[0] as? ConstantPad2d)?.configuration
                == ConstantPadConfiguration(padding: [1], value: 0.5))
        #expect(
            errorText {
                _ = try Sequential(json: #"{"layers": [{"type": "ConstantPad2d", "padding": 1}]}"#)
            }.contains("value"))
    }
}
