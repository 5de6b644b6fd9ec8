import ReferenceSupport
import Testing

/// Whole networks of PyTorch: weights load by their names, and results agree.
@Suite struct PortedNetworkTests {
    @Test(arguments: PortedNetwork.names)
    func agreesWithPyTorch(name: String) throws {
        let (outputs, gradients) = try PortedNetwork.named(name).errors()
        #expect(outputs.count >= 2 && gradients.count >= 8)
        for (key, error) in outputs { #expect(error < 1e-5, "\(key)") }
        for (key, error) in gradients { #expect(error < 1e-4, "\(key)") }
    }
}
