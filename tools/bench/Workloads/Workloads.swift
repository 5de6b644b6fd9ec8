import LinAlgKit

/// The workloads, defined as the peers' side defines them: same model, batch, loss and optimizer.
public enum Workloads {
    /// Those that are compared with peers, in the order of tables.
    public static let names = ["xor", "mlp", "mlp_dropout", "cnn", "resnet20", "gpt", "lstm"]

    /// A workload with weights and batch that follow from a seed.
    ///
    /// - Throws: ``TensorError`` when there is none of the name.
    public static func make(_ name: String, seed: UInt64 = 0) throws -> Workload {
        let generator = Generator(seed: seed)
        switch name {
        case "xor": return try xor(generator)
        case "mlp": return try mlp(generator: generator)
        case "mlp_dropout": return try mlpDropout(generator)
        case "cnn": return try cnn(generator)
        case "resnet20": return try resnet20(generator)
        case "gpt": return try gpt(generator: generator)
        case "lstm": return try lstm(generator)
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
            optimizer: try Adam(model.parameters(), lr: 0.1), multiplyAdds: 4 * (2 * 8 + 8))
    }

    /// A perceptron of `depth` hidden layers, the first of `width` numbers, the others of half.
    public static func mlp(
        batch: Int = 128, width: Int = 512, depth: Int = 2,
        generator: Generator = Generator(seed: 0)
    ) throws -> Workload {
        let sizes = [784, width] + Array(repeating: width / 2, count: depth - 1) + [10]
        var layers: [any Layer] = []
        for (inputs, outputs) in zip(sizes, sizes.dropFirst()) {
            layers += [try Linear(inputs, outputs, generator: generator), ReLU()]
        }
        let model = Sequential(layers.dropLast())
        return Workload(
            name: "mlp", model: model, input: try .rand(batch, 784, generator: generator),
            target: try classes(10, count: batch, generator),
            loss: { try crossEntropy($0, $1) }, optimizer: try Adam(model.parameters(), lr: 1e-3),
            multiplyAdds: batch * zip(sizes, sizes.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 })
    }

    private static func mlpDropout(_ generator: Generator) throws -> Workload {
        let model = try Sequential(
            Linear(784, 256, generator: generator), ReLU(), Dropout(0.5),
            Linear(256, 128, generator: generator), ReLU(), Linear(128, 10, generator: generator))
        return Workload(
            name: "mlp_dropout", model: model, input: try .rand(64, 784, generator: generator),
            target: try classes(10, count: 64, generator),
            loss: { try crossEntropy($0, $1) },
            optimizer: try SGD(
                model.parameters(), lr: 1e-2, momentum: 0.9, weightDecay: 1e-4, nesterov: true),
            multiplyAdds: 64 * (784 * 256 + 256 * 128 + 128 * 10))
    }

    private static func cnn(_ generator: Generator) throws -> Workload {
        let model = try Sequential(
            Conv2d(1, 32, kernelSize: 3, padding: 1, generator: generator), ReLU(), MaxPool2d(2),
            Conv2d(32, 64, kernelSize: 3, padding: 1, generator: generator), ReLU(), MaxPool2d(2),
            Flatten(), Linear(3136, 128, generator: generator), ReLU(),
            Linear(128, 10, generator: generator))
        return Workload(
            name: "cnn", model: model, input: try .rand(64, 1, 28, 28, generator: generator),
            target: try classes(10, count: 64, generator),
            loss: { try crossEntropy($0, $1) }, optimizer: try Adam(model.parameters(), lr: 1e-3),
            multiplyAdds: 64 * (784 * 9 * 32 + 196 * 288 * 64 + 3136 * 128 + 128 * 10))
    }

    /// He et al. 2016, section 4.2, with n = 3.
    private static func resnet20(_ generator: Generator) throws -> Workload {
        var layers: [any Layer] = [
            try Conv2d(3, 16, kernelSize: 3, padding: 1, bias: false, generator: generator),
            try BatchNorm2d(16), ReLU(),
        ]
        var (channels, side) = (16, 32)
        var multiplyAdds = 32 * (1024 * 27 * 16 + 64 * 10)
        for (outputs, stride) in [(16, 1), (32, 2), (64, 2)] {
            for position in 0..<3 {
                let step = position == 0 ? stride : 1
                layers.append(
                    try ResidualBlock(channels, outputs, stride: step, generator: generator))
                side /= step
                let shortcut = step == 1 ? 0 : channels
                multiplyAdds += 32 * side * side * outputs * (9 * (channels + outputs) + shortcut)
                channels = outputs
            }
        }
        layers += [
            try AdaptiveAvgPool2d(1), Flatten(), try Linear(64, 10, generator: generator),
        ]
        let model = Sequential(layers)
        return Workload(
            name: "resnet20", model: model, input: try .rand(32, 3, 32, 32, generator: generator),
            target: try classes(10, count: 32, generator),
            loss: { try crossEntropy($0, $1) },
            optimizer: try SGD(model.parameters(), lr: 1e-1, momentum: 0.9),
            multiplyAdds: multiplyAdds)
    }

    /// A transformer with heads of 32 numbers.
    public static func gpt(
        batch: Int = 16, width: Int = 128, depth: Int = 4, length: Int = 128,
        generator: Generator = Generator(seed: 0)
    ) throws -> Workload {
        let vocabulary = 65
        let model = try GPT(
            vocabulary: vocabulary, width: width, heads: width / 32, depth: depth, length: length,
            generator: generator)
        return Workload(
            name: "gpt", model: model,
            input: try classes(vocabulary, count: batch * length, generator)
                .reshape(batch, length),
            target: try classes(vocabulary, count: batch * length, generator),
            loss: { try crossEntropy($0, $1) }, optimizer: try AdamW(model.parameters(), lr: 1e-3),
            // Of each block 12 width² for each token, and half of all pairs of tokens twice.
            multiplyAdds: batch * length
                * (depth * width * (12 * width + length + 1) + width * vocabulary))
    }

    private static func lstm(_ generator: Generator) throws -> Workload {
        let model = try SequenceClassifier(
            inputs: 64, hidden: 128, classes: 10, generator: generator)
        return Workload(
            name: "lstm", model: model, input: try .rand(32, 64, 64, generator: generator),
            target: try classes(10, count: 32, generator),
            loss: { try crossEntropy($0, $1) }, optimizer: try Adam(model.parameters(), lr: 1e-3),
            multiplyAdds: 32 * (64 * 512 * (64 + 128) + 128 * 10))
    }

    /// The MLP or the transformer with one of its sizes so many times as large.
    ///
    /// - Throws: ``TensorError`` when there is none of the names.
    public static func scaled(_ name: String, _ axis: String, by factor: Int) throws -> Workload {
        switch (name, axis) {
        case ("mlp", "batch"): try mlp(batch: 128 * factor)
        case ("mlp", "width"): try mlp(width: 512 * factor)
        case ("mlp", "depth"): try mlp(depth: 2 * factor)
        case ("gpt", "batch"): try gpt(batch: 2 * factor)
        case ("gpt", "width"): try gpt(batch: 2, width: 32 * factor)
        case ("gpt", "depth"): try gpt(batch: 2, depth: factor)
        case ("gpt", "length"): try gpt(batch: 1, length: 128 * factor)
        default:
            throw TensorError(
                .name, "bench",
                expected: "mlp with batch, width or depth; gpt with batch, width, depth or length",
                got: "\(name) with \(axis)")
        }
    }

    /// So many class indices, evenly distributed.
    private static func classes(
        _ classes: Int, count: Int, _ generator: Generator
    ) throws -> Tensor {
        let numbers = try Tensor.uniform(
            [count], low: 0, high: Double(classes), generator: generator)
        return try numbers.to(dtype: .int64)
    }
}
