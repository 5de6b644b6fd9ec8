import Layers
import TestSupport
import Testing

struct ConvTransposeConfigurationTests {
    private func read(_ options: String) throws -> ConvTransposeConfiguration<Size2>? {
        let json =
            #"{"layers": [{"type": "ConvTranspose2d", "inChannels": 2, "outChannels": 4, "#
            + #""kernelSize": 3\#(options)}]}"#
        return (try Sequential(json: json).layers[0] as? ConvTranspose2d)?.configuration
    }

    @Test func defaultsArePyTorchs() throws {
        let plain = try read("")
        #expect(
            plain == ConvTransposeConfiguration(inChannels: 2, outChannels: 4, kernelSize: 3))
        #expect(plain?.stride == 1 && plain?.outputPadding == 0 && plain?.bias == true)
        let other = try read(#", "stride": [2, 3], "outputPadding": 1, "bias": false"#)
        #expect(other?.stride == Size2(2, 3) && other?.outputPadding == 1 && other?.bias == false)
    }

    @Test(arguments: ["padding", "outputPadding"])
    func numbersAreNotNegative(option: String) {
        #expect(
            errorText { _ = try read(#", "\#(option)": -1"#) }.contains("a \(option) of at least 0")
        )
    }
}
