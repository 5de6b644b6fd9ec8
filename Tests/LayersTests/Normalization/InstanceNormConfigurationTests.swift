import Layers
import TestSupport
import Testing

struct InstanceNormConfigurationTests {
    @Test func defaultsArePyTorchs() throws {
        let model = try Sequential(
            json: #"{"layers": [{"type": "InstanceNorm2d", "numFeatures": 3}]}"#)
        let configuration = (model.layers[0] as? InstanceNorm2d)?.configuration
        #expect(configuration == InstanceNormConfiguration(numFeatures: 3))
        #expect(configuration?.affine == false && configuration?.trackRunningStats == false)
        #expect(configuration?.eps == 1e-5 && configuration?.momentum == 0.1)
    }

    @Test func rejectsWhatIsOutOfRange() {
        #expect(
            errorText { _ = try InstanceNorm1d(0) }.contains("numFeatures of at least 1; got 0"))
        #expect(
            errorText { _ = try InstanceNorm1d(2, momentum: 2) }.contains("momentum from 0 to 1"))
    }
}
