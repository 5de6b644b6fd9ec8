import LinAlgKit

/// A model with its weights, in evaluation.
package struct Predictor {
    /// Samples that go through the model at once. The bits of an output may depend on it, so it is
    /// the same everywhere.
    private static let batch = 256

    package let model: Sequential

    package init(model: Sequential) { self.model = model }

    /// The outputs for samples, in batches; the model is left as it was found.
    package func forEachBatch(
        of positions: [Int], in x: Tensor, _ body: (_ outputs: Tensor, _ at: Tensor) throws -> Void
    ) throws {
        let wasTraining = model.isInTraining
        model.eval()
        defer { model.train(wasTraining) }
        try noGrad {
            for start in stride(from: 0, to: positions.count, by: Self.batch) {
                let part = positions[start..<min(start + Self.batch, positions.count)]
                let indices = try Tensor(Array(part), shape: [part.count])
                try body(model(x.indexSelect(dim: 0, indices)), indices)
            }
        }
    }

    /// Loss and accuracy over samples.
    package func measure(_ positions: [Int], in data: LabelledData) throws -> Measurement {
        var result = Measurement()
        try forEachBatch(of: positions, in: data.x) { outputs, indices in
            let targets = try data.y.indexSelect(dim: 0, indices)
            result.add(
                loss: try data.task.loss(outputs, targets).item(),
                correct: try data.task.correctCount(outputs, targets), count: indices.count)
        }
        return result
    }

    /// The outputs for all samples.
    package func outputs(for x: Tensor) throws -> Tensor {
        var parts: [Tensor] = []
        try forEachBatch(of: Array(0..<x.shape[0]), in: x) { outputs, _ in parts.append(outputs) }
        return try cat(parts, dim: 0)
    }

    /// Throws unless the model takes these samples and gives what the task needs.
    package func check(_ data: LabelledData, model name: String) throws {
        let outputs = try CommandError.at("--model \(name) on a sample \(data.sampleShape)") {
            var shape = Shape()
            try forEachBatch(of: [0], in: data.x) { outputs, _ in shape = outputs.shape }
            return shape
        }
        switch data.task {
        case .classification(let classes):
            guard outputs.count == 2, outputs[1] >= classes else {
                throw CommandError(
                    "--model \(name)",
                    expected: "an output for each class, [1, \(classes)] for one sample, since "
                        + "labels in \(data.name) go to \(classes - 1)", got: "\(outputs)")
            }
        case .regression:
            let wanted = Shape([1] + data.y.shape.dropFirst())
            guard outputs == wanted else {
                throw CommandError(
                    "--model \(name)",
                    expected: "\(wanted) for one sample, as y in \(data.name) has it",
                    got: "\(outputs)")
            }
        }
    }
}
