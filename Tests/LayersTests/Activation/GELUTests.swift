import Layers
import TestSupport
import Testing

struct GELUTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: GELU.self) }

    @Test func bothForms() throws {
        let x = try constant([-1, 0, 2])
        // torch.nn.functional.gelu, PyTorch 2.13.
        #expect(
            try near(GELU()(x).values, [-0.158_655_253_931_457_07, 0, 1.954_499_736_103_641_4]))
        let tanh = try GELU(approximate: .tanh)(x).values
        #expect(near(tanh, [-0.158_808_009_396_434_6, 0, 1.954_597_694_087_775], within: 1e-9))
    }

    @Test(arguments: [GELUApproximation.none, .tanh])
    func gradients(form: GELUApproximation) throws {
        try checkGradients(of: GELU(approximate: form), at: sample([2, 3]))
    }

    @Test func theFormIsAnOption() throws {
        let model = try Sequential(json: #"{"layers": [{"type": "GELU", "approximate": "tanh"}]}"#)
        #expect((model.layers[0] as? GELU)?.configuration.approximate == .tanh)
    }
}
