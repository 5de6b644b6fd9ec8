import Layers
import TestSupport
import Testing

struct BatchNormConfigurationTests {
    private func options(_ json: String) throws -> BatchNormConfiguration? {
        let model = try Sequential(
            json: #"{"layers": [{"type": "BatchNorm1d", "numFeatures": 3\#(json)}]}"#)
        return (model.layers[0] as? BatchNorm1d)?.configuration
    }

    @Test func defaultsArePyTorchs() throws {
        #expect(try options("") == BatchNormConfiguration(numFeatures: 3))
        #expect(try options("")?.momentum == 0.1)
    }

    @Test func nullMomentumDiffersFromNone() throws {
        #expect(try options(#", "momentum": null"#)?.momentum == nil)
        let layer = try BatchNorm1d(3, momentum: nil)
        let json = try Sequential(layer).specification().json()
        #expect(json.contains(#""momentum":null"#))
        let copy = try Sequential(json: json).layers[0] as? BatchNorm1d
        #expect(copy?.configuration == layer.configuration)
    }

    @Test func rejectsWhatIsOutOfRange() {
        #expect(errorText { _ = try BatchNorm2d(0) }.contains("numFeatures of at least 1; got 0"))
        #expect(errorText { _ = try BatchNorm2d(2, eps: -1e-5) }.contains("eps of at least 0"))
        #expect(errorText { _ = try BatchNorm2d(2, eps: .nan) }.contains("eps"))
        for momentum in [-0.1, 1.5, .nan] {
            #expect(
                errorText { _ = try BatchNorm1d(2, momentum: momentum) }
                    .hasPrefix("BatchNorm1d: expected a momentum from 0 to 1, or nil; got"))
        }
    }
}
