import Kernels
import Layers

extension LayerCheck {
    /// Gradients of the input and of every parameter against difference quotients, in every mode.
    mutating func checkGradients(_ subject: LayerSubject) throws {
        let probe = try LayerProbe(subject, seed: options.seed, options.gradients.dtype)
        for isTraining in probe.hasModes ? [true, false] : [true] {
            probe.layer.train(isTraining)
            let place = "sample \(subject.label), \(isTraining ? "training" : "evaluation")"
            for order in 1...max(1, min(options.order, 2)) {
                guard let found = try gradientReport(probe, order) else { continue }
                // That a gradient of a gradient is 0 is no fault of the sample.
                findings.add(found, place, isMutated: order == 1)
                if !found.passed { break }
            }
        }
    }

    /// Nil when nothing can be differentiated.
    private func gradientReport(_ probe: LayerProbe, _ order: Int) throws -> GradientReport? {
        let list = probe.layer.parameters()
        let cells = zip(list.names, list).filter { $0.1.value.dtype.isFloatingPoint }
        var inputs = [probe.input]
        // Away from what weights start as: where all are 1 or 0, a rule that mixes them up passes.
        inputs += try cells.enumerated().map { index, cell in
            let value = cell.1.value.detach()
            return try value
                + Samples.values(value.shape, in: -0.5...0.5, seed: index + 1)
                .to(dtype: value.dtype)
        }
        for index in inputs.indices where inputs[index].dtype.isFloatingPoint {
            try inputs[index].requireGrad()
        }
        guard inputs.contains(where: \.requiresGrad) else { return nil }
        let subject = try Subject(
            { tensors in
                for (cell, tensor) in zip(cells, tensors.dropFirst()) { cell.1.value = tensor }
                probe.generator.state = probe.start
                return [try probe.layer(tensors[0])]
            }, inputs, options.gradients, names: ["the input"] + cells.map(\.0))
        defer { for cell in cells { cell.1.value = cell.1.value.detach() } }
        return try order == 1 ? subject.report() : subject.ofGradients().report(order: 2)
    }
}
