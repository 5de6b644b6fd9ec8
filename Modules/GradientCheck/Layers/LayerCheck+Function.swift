import Layers

extension LayerCheck {
    /// The function that others may apply in a layer's place is what the layer computes.
    mutating func checkFunction(_ subject: LayerSubject) throws {
        let probe = try LayerProbe(subject, seed: options.seed)
        guard let layer = probe.layer as? any ElementwiseLayer else { return }
        if try !probe.output().hasBits(of: Self.output(of: layer.function, probe.input)) {
            fail(subject, "function", "forward(_:) gives other results than the layer's function")
        }
    }

    private static func output(
        of function: some ElementwiseUnary, _ input: Tensor
    ) throws -> Tensor { try noGrad { try function(input) } }
}
