import Autograd
import Layers
import Serialization

/// A network that PyTorch has saved, built again here, with PyTorch's results; see
/// tools/fixtures/models.py.
package struct PortedNetwork {
    /// What PyTorch gave.
    private let expected: StateDictionary
    private let model: any Module
    private let call: ([String: Tensor]) throws -> Tensor

    /// Loads the weights as they are, from a file of that extension: every name and shape must fit.
    package init(
        _ name: String, _ format: String, _ model: any Module,
        _ call: @escaping ([String: Tensor]) throws -> Tensor
    ) throws {
        func read(_ file: String) throws -> StateDictionary {
            try StateDictionary(
                contentsOf: Fixtures.root.appendingPathComponent("Models/\(file)").path)
        }
        try model.loadStateDict(read("\(name).\(format)"))
        expected = try read("\(name).expected.npz")
        self.model = model
        self.call = call
    }

    /// How far results are from PyTorch's in `float32`, as parts of the largest number of each array:
    /// outputs, and gradients of inputs and parameters, in evaluation and then in training.
    package func errors() throws -> (outputs: [String: Double], gradients: [String: Double]) {
        var (outputs, gradients): ([String: Double], [String: Double]) = ([:], [:])
        for mode in ["evaluating", "training"] {
            model.train(mode == "training")
            model.zeroGrad()
            var inputs: [String: Tensor] = [:]
            for (key, tensor) in expected where key.hasPrefix("input.") {
                var leaf = tensor.dtype.isFloatingPoint ? try tensor.to(dtype: .float32) : tensor
                if expected["\(mode).gradient.\(key)"] != nil { try leaf.requireGrad() }
                inputs[String(key.dropFirst("input.".count))] = leaf
            }
            let output = try call(inputs)
            outputs["\(mode).output"] = try error(of: output.detach(), "\(mode).output")
            try output.backward(gradient: required("upstream").to(dtype: .float32))
            let parameters = Dictionary(
                uniqueKeysWithValues: model.namedParameters().map { ($0.name, $0.parameter) })
            for (key, _) in expected where key.hasPrefix("\(mode).gradient.") {
                let name = String(key.dropFirst("\(mode).gradient.".count))
                let own =
                    name.hasPrefix("input.")
                    ? inputs[String(name.dropFirst("input.".count))]?.grad
                    : parameters[name]?.grad
                gradients[key] = try own.map { try error(of: $0, key) } ?? .infinity
            }
        }
        let state = model.stateDict()
        for (key, _) in expected where key.hasPrefix("after.") {
            guard let own = state[String(key.dropFirst("after.".count))] else { continue }
            outputs[key] = try error(of: own, key)
        }
        return (outputs, gradients)
    }

    private func error(of tensor: Tensor, _ key: String) throws -> Double {
        let theirs = try required(key)
        guard tensor.shape == theirs.shape else { return .infinity }
        let (own, their) = (tensor.toArray(as: Double.self), theirs.toArray(as: Double.self))
        let largest = their.map(\.magnitude).max() ?? 0
        let worst = zip(own, their).map { ($0 - $1).magnitude }.max() ?? 0
        return worst == 0 ? 0 : worst / largest
    }

    private func required(_ key: String) throws -> Tensor {
        guard let tensor = expected[key] else { throw ReferenceError("there is no \(key)") }
        return tensor
    }
}

extension PortedNetwork {
    /// The names of those below.
    package static let names = [
        "resnet18", "bert", "transformer", "transformer_norm_first", "cells",
    ]

    /// A network by name.
    package static func named(_ name: String, format: String = "npz") throws -> PortedNetwork {
        func input(_ inputs: [String: Tensor], _ key: String) throws -> Tensor {
            guard let tensor = inputs[key] else { throw ReferenceError("there is no input \(key)") }
            return tensor
        }
        switch name {
        case "resnet18":
            let model = try ResNet18(width: 4, classes: 10)
            return try PortedNetwork(name, format, model) { try model(input($0, "x")) }
        case "bert":
            let model = try BERT(
                vocabulary: 50, size: 32, layers: 6, heads: 4, intermediate: 64, places: 16)
            return try PortedNetwork(name, format, model) {
                try model(input($0, "ids"), input($0, "types"), mask: input($0, "mask"))
            }
        case "transformer", "transformer_norm_first":
            let isFirst = name != "transformer"
            let model = try Transformer(
                dModel: 16, nhead: 2, numEncoderLayers: 2, numDecoderLayers: 2, dimFeedforward: 24,
                dropout: 0, activation: isFirst ? .gelu : .relu, normFirst: isFirst)
            return try PortedNetwork(name, format, model) {
                let padding = try input($0, "src_key_padding_mask")
                return try model(
                    input($0, "src"), input($0, "tgt"), tgtMask: input($0, "tgt_mask"),
                    srcKeyPaddingMask: padding, memoryKeyPaddingMask: padding)
            }
        case "cells":
            let model = try CellChain(3, 4)
            return try PortedNetwork(name, format, model) { try model(input($0, "x")) }
        default: throw ReferenceError("there is no network \(name)")
        }
    }
}
