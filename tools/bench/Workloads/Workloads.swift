import LinAlgKit

/// The workloads by name.
public enum Workloads {
    /// All names, in the order of tables.
    public static let names = ["xor", "mlp", "mlp_dropout", "cnn"]

    /// A workload with weights and batch that follow from a seed.
    public static func make(_ name: String, seed: UInt64 = 0) throws -> Workload {
        let generator = Generator(seed: seed)
        switch name {
        case "xor": return try xor(generator)
        case "mlp": return try mlp(generator)
        case "mlp_dropout": return try mlpDropout(generator)
        case "cnn": return try cnn(generator)
        default:
            throw TensorError(
                .name, "bench", expected: "one of \(names.joined(separator: ", "))", got: name)
        }
    }

    private static func xor(_ generator: Generator) throws -> Workload {
        let model = try Sequential(
            Linear(2, 8, generator: generator), ReLU(), Linear(8, 1, generator: generator),
            Sigmoid())
        return Workload(
            name: "xor", model: model,
            input: try Tensor([[0, 0], [0, 1], [1, 0], [1, 1]], dtype: .float32),
            target: try Tensor([[0], [1], [1], [0]], dtype: .float32),
            loss: { try (($0 - $1) ** 2).mean() },
            optimizer: try Adam(model.parameters(), lr: 0.1))
    }

    private static func mlp(_ generator: Generator) throws -> Workload {
        let model = try Sequential(
            Linear(784, 512, generator: generator), ReLU(), Linear(512, 256, generator: generator),
            ReLU(), Linear(256, 10, generator: generator))
        return Workload(
            name: "mlp", model: model, input: try .rand(128, 784, generator: generator),
            target: try labels(128, classes: 10, generator),
            loss: { try crossEntropy($0, $1) }, optimizer: try Adam(model.parameters(), lr: 1e-3))
    }

    private static func mlpDropout(_ generator: Generator) throws -> Workload {
        let model = try Sequential(
            Linear(784, 256, generator: generator), ReLU(), Dropout(0.5),
            Linear(256, 128, generator: generator), ReLU(), Linear(128, 10, generator: generator))
        return Workload(
            name: "mlp_dropout", model: model, input: try .rand(64, 784, generator: generator),
            target: try labels(64, classes: 10, generator),
            loss: { try crossEntropy($0, $1) },
            optimizer: try SGD(
                model.parameters(), lr: 1e-2, momentum: 0.9, weightDecay: 1e-4, nesterov: true))
    }

    private static func cnn(_ generator: Generator) throws -> Workload {
        let model = try Sequential(
            Conv2d(1, 32, kernelSize: 3, padding: 1, generator: generator), ReLU(), MaxPool2d(2),
            Conv2d(32, 64, kernelSize: 3, padding: 1, generator: generator), ReLU(), MaxPool2d(2),
            Flatten(), Linear(3136, 128, generator: generator), ReLU(),
            Linear(128, 10, generator: generator))
        return Workload(
            name: "cnn", model: model, input: try .rand(64, 1, 28, 28, generator: generator),
            target: try labels(64, classes: 10, generator),
            loss: { try crossEntropy($0, $1) }, optimizer: try Adam(model.parameters(), lr: 1e-3))
    }

    /// Class indices, evenly distributed.
    private static func labels(
        _ count: Int, classes: Int, _ generator: Generator
    ) throws -> Tensor {
        let numbers = try Tensor.uniform(
            [count], low: 0, high: Double(classes), generator: generator)
        return try numbers.to(dtype: .int64)
    }
}
