import Kernels
import Layers

extension LayerCheck {
    /// Evaluation is repeatable and changes nothing, and training comes back.
    mutating func checkModes(_ subject: LayerSubject) throws {
        let (probe, other) = (
            try LayerProbe(subject, seed: options.seed), try LayerProbe(subject, seed: options.seed)
        )
        let hasModes = probe.hasModes
        probe.layer.eval()
        let before = probe.layer.stateDict()
        // The generator goes on between the calls: evaluation draws no numbers.
        let (first, second) = try noGrad {
            (try probe.layer(probe.input), try probe.layer(probe.input))
        }
        if try !first.hasBits(of: second) {
            fail(
                subject, "modes",
                "two calls in evaluation give different results; hold what tells training from "
                    + "evaluation as @TrainingMode")
        }
        if let name = try before.firstDifference(from: probe.layer.stateDict()) {
            fail(subject, "modes", "a call in evaluation changes \"\(name)\"")
        }
        probe.layer.train()
        if hasModes, !probe.layer.isInTraining {
            fail(subject, "modes", "train() does not set training")
        }
        let (trained, expected) = (try probe.output(), try other.output())
        if try !trained.hasBits(of: expected) {
            fail(subject, "modes", "training gives other results after a call in evaluation")
        }
    }

    /// `float32` has the type and shape of `float64`, and its values rounded.
    mutating func checkTypes(_ subject: LayerSubject) throws {
        let single = try LayerProbe(subject, seed: options.seed, .float32)
        let double = try LayerProbe(subject, seed: options.seed)
        // What single precision rounds is rounded for both.
        for (a, b) in zip(double.layer.parameters(), single.layer.parameters()) {
            a.value = try b.value.detach().to(dtype: a.value.dtype)
        }
        for (a, b) in zip(double.layer.namedBuffers(), single.layer.namedBuffers()) {
            a.buffer.value = try b.buffer.value.to(dtype: a.buffer.value.dtype)
        }
        let found = try single.output()
        let input = try single.input.to(dtype: double.input.dtype)
        double.generator.state = single.start
        let expected = try noGrad { try double.layer(input) }
        guard found.shape == expected.shape else {
            return fail(
                subject, "types", "\(found.shape) in float32, but \(expected.shape) in float64")
        }
        guard expected.dtype.isFloatingPoint else { return }
        guard found.dtype == .float32, expected.dtype == .float64 else {
            return fail(
                subject, "types",
                "expected float32 and float64 results; got \(found.dtype) and \(expected.dtype)")
        }
        // 1e-4 of an element, or of a hundredth of the largest: sums and roots of rounded numbers.
        let ulps = 1024 * Double(Float.ulpOfOne) / Double.ulpOfOne
        if let difference = try found.to(dtype: .float64).difference(from: expected, ulps: ulps) {
            fail(subject, "types", "float32 against float64: \(difference)")
        }
    }

    /// Inputs that do not fit throw an error that names the layer, and change nothing.
    mutating func checkRefusals(_ subject: LayerSubject) throws {
        let probe = try LayerProbe(subject, seed: options.seed)
        let before = probe.layer.stateDict()
        let name = "\(type(of: probe.layer))"
        for shape in subject.refused {
            let input = try Tensor.zeros(shape, dtype: probe.input.dtype)
            let error = findings.expectError(
                "sample \(subject.label), refusals", "an input of shape \(shape)"
            ) { _ = try probe.layer(input) }
            if let error, !error.layers.contains(name) {
                fail(subject, "refusals", "the error for \(shape) does not name \(name): \(error)")
            }
        }
        if let changed = try before.firstDifference(from: probe.layer.stateDict()) {
            fail(subject, "refusals", "a refused input changes \"\(changed)\"")
        }
    }
}
