import LinAlgKit
import LinAlgKitCommands
import TestSupport

/// Two features, three classes that a line can tell apart.
enum SmallData {
    static let count = 30

    /// The arrays, `y` of class labels.
    static func classification(features: Int = 2) throws -> StateDictionary {
        let labels = (0..<count).map { $0 % 3 }
        let noise = try Tensor.randn(count, features, generator: Generator(seed: 1))
        let offset = try Tensor(labels.map { Float($0 * 4) }, shape: [count, 1])
        return ["x": try noise + offset, "y": try Tensor(labels, shape: [count])]
    }

    /// The arrays, `y` a linear function of `x`.
    static func regression() throws -> StateDictionary {
        let x = try Tensor.randn(count, 2, generator: Generator(seed: 2))
        let weights: Tensor = try Tensor([[2.0], [-1.0]])
        return ["x": x, "y": try x.matmul(weights).squeeze(dim: 1) + 0.5]
    }

    /// Both as files of a directory: `classes.npz` and `values.npz`.
    static func write(to directory: TemporaryDirectory) throws -> (classes: String, values: String)
    {
        let (classes, values) = (
            try directory.file("classes.npz"), try directory.file("values.npz")
        )
        try classification().write(to: classes)
        try regression().write(to: values)
        return (classes, values)
    }

    /// A specification of a small model from so many numbers to so many others.
    static func specification(_ inputs: Int, _ outputs: Int) -> String {
        """
        {"layers": [
            {"type": "Linear", "inputs": \(inputs), "outputs": 8},
            {"type": "Dropout", "p": 0.1},
            {"type": "Tanh"},
            {"type": "Linear", "inputs": 8, "outputs": \(outputs)}
        ]}
        """
    }

    /// That specification as a file.
    static func specification(
        _ inputs: Int, _ outputs: Int, in directory: TemporaryDirectory
    ) throws -> String {
        try directory.file("model.json", Array(specification(inputs, outputs).utf8))
    }

    /// A trainer of such a model on labelled data in a directory.
    static func trainer(
        in directory: TemporaryDirectory, _ arguments: [String] = [], epochs: Int = 4
    ) throws -> Trainer {
        let data = try LabelledData(named: write(to: directory).classes)
        let options = try TrainingArguments.parse(arguments + ["--batch", "7"])
            .options(epochs: epochs)
        return try Trainer(
            data, ModelSpecification(json: specification(2, 3)), options, epochs: epochs)
    }
}

extension Trainer {
    /// Trains without a display.
    @discardableResult
    func run(until epochs: Int, isInterrupted: () -> Bool = { false }) throws -> Outcome {
        try run(
            until: epochs, display: ProgressDisplay(Screen().console, epochs: epochs),
            isInterrupted: isInterrupted, save: {})
    }
}
