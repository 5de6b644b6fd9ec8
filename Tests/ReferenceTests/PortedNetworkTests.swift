import ReferenceSupport
import Testing

/// Whole networks of PyTorch: weights load by their names, and results agree.
@Suite struct PortedNetworkTests {
    @Test(arguments: PortedNetwork.names)
    func agreesWithPyTorch(name: String) throws { try check(.named(name)) }

    @Test(arguments: ["resnet18", "bert"], ["pt", "safetensors"])
    func weightsLoadFromOtherFormats(name: String, format: String) throws {
        try check(.named(name, format: format))
    }

    private func check(_ network: PortedNetwork) throws {
        let (outputs, gradients) = try network.errors()
        #expect(outputs.count >= 2 && gradients.count >= 8)
        for (key, error) in outputs { #expect(error < 1e-5, "\(key)") }
        for (key, error) in gradients { #expect(error < 1e-4, "\(key)") }
    }
}
