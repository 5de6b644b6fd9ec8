import Foundation
import GradientCheck
import Layers
import Testing

struct StandardLayersTests {
    /// `StandardLayers` is found by linking: nothing here names it.
    @Test func layersAreFoundByName() {
        #expect(
            Runtime.registry.names(of: .layer) == [
                "AdaptiveAvgPool1d", "AdaptiveAvgPool2d", "AdaptiveMaxPool1d", "AdaptiveMaxPool2d",
                "AlphaDropout", "AvgPool1d", "AvgPool2d", "BatchNorm1d", "BatchNorm2d",
                "BatchNorm3d", "CELU", "ChannelShuffle", "CircularPad1d", "CircularPad2d",
                "ConstantPad1d", "ConstantPad2d", "Conv1d", "Conv2d", "Conv3d", "ConvTranspose1d",
                "ConvTranspose2d", "Dropout", "Dropout1d", "Dropout2d", "Dropout3d", "ELU",
                "Embedding", "EmbeddingBag", "FeatureAlphaDropout", "Flatten", "Fold", "GELU",
                "GLU", "GRU", "GroupNorm", "Hardshrink", "Hardsigmoid", "Hardswish", "Hardtanh",
                "Identity", "InstanceNorm1d", "InstanceNorm2d", "InstanceNorm3d", "LPPool1d",
                "LPPool2d", "LSTM", "LayerNorm", "LeakyReLU", "Linear", "LocalResponseNorm",
                "LogSigmoid", "LogSoftmax", "MaxPool1d", "MaxPool2d", "Mish", "MultiheadAttention",
                "PReLU", "PixelShuffle", "PixelUnshuffle", "RMSNorm", "RNN", "RReLU", "ReLU",
                "ReLU6", "ReflectionPad1d", "ReflectionPad2d", "ReplicationPad1d",
                "ReplicationPad2d", "RotaryEmbedding", "SELU", "Sequential", "SiLU", "Sigmoid",
                "SinusoidalPositionalEncoding", "Softmax", "Softmax2d", "Softmin", "Softplus",
                "Softshrink", "Softsign", "Tanh", "Tanhshrink", "Threshold", "TransformerEncoder",
                "TransformerEncoderLayer", "Unflatten", "Unfold", "Upsample", "ZeroPad1d",
                "ZeroPad2d",
            ])
        #expect(Runtime.failures.isEmpty)
    }

    @Test func everyLayerIsBuiltFromItsOwnSpecification() throws {
        let layers: [any Layer] = try [
            AdaptiveAvgPool1d(2),
            AdaptiveAvgPool2d(nil, 2),
            AdaptiveMaxPool1d(2),
            AdaptiveMaxPool2d(Size2(1, 2)),
            AlphaDropout(0.1),
            AvgPool1d(2, ceilMode: true),
            AvgPool2d(2, divisorOverride: 3),
            BatchNorm1d(3, momentum: nil),
            BatchNorm2d(3),
            BatchNorm3d(2, affine: false),
            CELU(0.5),
            ChannelShuffle(2),
            CircularPad1d(1),
            CircularPad2d([1, 0, 2, 1]),
            ConstantPad1d(2, value: 0.5),
            ConstantPad2d(1, value: -1),
            Conv1d(4, 2, kernelSize: 3, dilation: 2, groups: 2),
            Conv2d(2, 4, kernelSize: Size2(3, 1), padding: .same, paddingMode: .reflect),
            Conv3d(2, 4, kernelSize: Size3(1, 2, 3), padding: .same),
            ConvTranspose1d(2, 4, kernelSize: 3, stride: 2, outputPadding: 1),
            ConvTranspose2d(2, 4, kernelSize: Size2(2, 3), groups: 2, dilation: 2),
            Dropout(0.25),
            Dropout1d(0.2),
            Dropout2d(),
            Dropout3d(0),
            ELU(0.5),
            Embedding(3, 2, paddingIdx: -1),
            EmbeddingBag(3, 2, mode: .max, paddingIdx: 0),
            FeatureAlphaDropout(),
            Flatten(startDim: 0),
            Fold(4, kernelSize: 2, padding: 1),
            GELU(approximate: .tanh),
            GLU(dim: 1),
            GRU(2, 3, numLayers: 2),
            GroupNorm(2, 4),
            Hardshrink(0.3),
            Hardsigmoid(),
            Hardswish(),
            Hardtanh(-2, 2),
            Identity(),
            InstanceNorm1d(2),
            InstanceNorm2d(2, affine: true),
            InstanceNorm3d(2, trackRunningStats: true),
            LPPool1d(1.5, kernelSize: 2, ceilMode: true),
            LPPool2d(2, kernelSize: Size2(2, 3), stride: 1),
            LSTM(2, 3, bidirectional: true),
            LayerNorm([2, 3], bias: false),
            LeakyReLU(0.2),
            Linear(3, 4, bias: false),
            LocalResponseNorm(2, k: 2),
            LogSigmoid(),
            LogSoftmax(dim: 1),
            MaxPool1d(3, padding: 1),
            MaxPool2d(2, ceilMode: true),
            Mish(),
            MultiheadAttention(4, 2),
            PReLU(3),
            PixelShuffle(2),
            PixelUnshuffle(3),
            RMSNorm([2, 3], eps: 1e-6),
            RNN(2, 3, nonlinearity: .relu),
            RReLU(0.1, 0.2),
            ReLU(),
            ReLU6(),
            ReflectionPad1d(1),
            ReflectionPad2d(1),
            ReplicationPad1d(1),
            ReplicationPad2d([0, 1, 0, 1]),
            RotaryEmbedding(4, pairing: .halves),
            SELU(),
            Sequential(ReLU()),
            SiLU(),
            Sigmoid(),
            SinusoidalPositionalEncoding(4, batchFirst: true),
            Softmax(dim: 0),
            Softmax2d(),
            Softmin(dim: 0),
            Softplus(beta: 2),
            Softshrink(0.3),
            Softsign(),
            Tanh(),
            Tanhshrink(),
            Threshold(1, 2),
            TransformerEncoder(
                .init(dModel: 4, nhead: 2), numLayers: 2, norm: .init(normalizedShape: [4])),
            TransformerEncoderLayer(4, 2, activation: .gelu, normFirst: true),
            Unflatten(dim: 1, [2, -1]),
            Unfold(Size2(2, 1), stride: 2),
            Upsample(scaleFactor: 2, mode: .bilinear),
            ZeroPad1d([1, 2]),
            ZeroPad2d(1),
        ]
        let model = Sequential(layers)
        let specification = try model.specification()
        #expect(specification.layers.map(\.type) == Runtime.registry.names(of: .layer))
        let copy = try Sequential(specification)
        #expect(try copy.specification() == specification)
        #expect(copy.stateDict().keys == model.stateDict().keys)
    }

    private static let hopeless = [Int.max, Int.min, 1 << 62, 1 << 40, -1 << 40]

    /// Options that no machine can serve are errors, and never the end of the program.
    @Test func everyNumberOfEveryLayerMayBeHopeless() throws {
        var attempts = 0
        for type in Catalogue.layers() {
            let name = type.layerName
            for sample in try Self.samples(of: type) {
                for options in Self.variants(of: sample.options) {
                    attempts += 1
                    let text = try JSONSerialization.data(
                        withJSONObject: ["layers": [options.merging(["type": name]) { $1 }]])
                    // Not every number is too large for its option; what is not refused must run.
                    let result = Result {
                        let model = try Sequential(json: String(decoding: text, as: UTF8.self))
                        _ = try noGrad { try model(sample.input) }
                    }
                    if case .failure(let error) = result {
                        #expect(error is TensorError, "\(name) \(options): \(error)")
                    }
                }
            }
        }
        #expect(attempts > 500)
    }

    private static func samples<L: ConfigurableLayer>(
        of _: L.Type
    ) throws -> [(options: [String: Any], input: Tensor)] {
        try L.samples.map { sample in
            let data = try JSONEncoder().encode(sample.configuration)
            let options = try JSONSerialization.jsonObject(with: data) as? [String: Any]
            return (try #require(options), try sample.input.to(dtype: .float32))
        }
    }

    /// The options with one of the numbers replaced, each in turn.
    private static func variants(of options: [String: Any]) -> [[String: Any]] {
        options.flatMap { key, value in
            variants(of: value).map { options.merging([key: $0]) { $1 } }
        }
    }

    private static func variants(of value: Any) -> [Any] {
        switch value {
        case let list as [Any]:
            list.indices.flatMap { place in
                variants(of: list[place]).map { changed in
                    var list = list
                    list[place] = changed
                    return list
                }
            }
        case let options as [String: Any]: variants(of: options) as [[String: Any]]
        case is Bool: []
        case is Int: hopeless
        default: []
        }
    }
}
