import Layers
import TestSupport
import Testing

struct MultiheadAttentionTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: MultiheadAttention.self) }

    /// A layer with numbers that can be written down.
    private func filled(_ layer: MultiheadAttention) throws -> MultiheadAttention {
        for parameter in layer.parameters() {
            let count = parameter.value.count
            parameter.value = try constant(
                (0..<count).map { Double($0 * 7 % 11) / 10 - 0.5 }, parameter.value.shape)
        }
        return layer
    }

    private let inputs: (q: Tensor, k: Tensor, v: Tensor)

    init() throws {
        inputs = (
            try constant((0..<8).map { Double($0 % 5) / 2 - 1 }, [1, 2, 4]),
            try constant((0..<9).map { Double($0 % 4) / 2 - 0.5 }, [1, 3, 3]),
            try constant((0..<6).map { Double($0) / 3 - 1 }, [1, 3, 2])
        )
    }

    /// torch.nn.MultiheadAttention(4, 2, kdim=3, vdim=2, batch_first=True), PyTorch 2.13.
    @Test func agreesWithPyTorch() throws {
        let layer = try filled(MultiheadAttention(4, 2, kdim: 3, vdim: 2, batchFirst: true))
        let (q, k, v) = inputs
        let padding = try Tensor([false, true, false], shape: [1, 3])
        let (padded, mean) = try layer(q, k, v, keyPaddingMask: padding)
        let expected = [
            -0.580_865_230_773_174_4, 0.004_484_740_765_633_877, 0.337_139_227_180_082_3,
            0.241_881_353_878_970_92, -0.589_649_113_938_260_9, 0.004_394_459_896_616_604,
            0.365_911_217_695_636, 0.240_002_698_072_780_3,
        ]
        #expect(near(padded.values, expected, within: 1e-14))
        #expect(mean?.shape == [1, 2, 3])
        #expect(
            near(
                mean?.values ?? [],
                [
                    0.467_785_982_934_249_83, 0, 0.532_214_017_065_750_1, 0.478_681_198_575_904_3,
                    0, 0.521_318_801_424_095_7,
                ], within: 1e-14))
        let hidden = try Tensor([false, false, true, false, true, false], shape: [2, 3])
        let (masked, each) = try layer(
            q, k, v, attnMask: hidden, averageAttnWeights: false)
        #expect(
            near(
                masked.values.prefix(4) + [],
                [
                    -0.742_512_279_094_378_7, 0.076_915_082_780_959_15, 0.322_046_767_995_294_3,
                    0.307_332_905_935_419_23,
                ], within: 1e-14))
        #expect(each?.shape == [1, 2, 2, 3])
        #expect(near((each?.values ?? []).prefix(1) + [], [0.482_329_692_484_988_3], within: 1e-14))
    }

    /// The tiled attention gives what the one that keeps its weights does.
    @Test func weightsChangeNoOutput() throws {
        let layer = try filled(MultiheadAttention(4, 2, kdim: 3, vdim: 2, batchFirst: true))
        let (q, k, v) = inputs
        let numbers = try constant([0, -1, 0.5, 0.25, 0, 1], [2, 3])
        let perHead = try constant((0..<12).map { Double($0) / 10 }, [2, 2, 3])
        let padding = try Tensor([false, true, false], shape: [1, 3])
        for (keyMask, mask, isCausal) in [
            (nil, nil, false), (nil, numbers, false), (nil, perHead, false), (nil, nil, true),
            (padding, nil, true), (padding, numbers, false),
        ] as [(Tensor?, Tensor?, Bool)] {
            let (kept, weights) = try layer(
                q, k, v, keyPaddingMask: keyMask, attnMask: mask, isCausal: isCausal)
            let (tiled, none) = try layer(
                q, k, v, keyPaddingMask: keyMask, needWeights: false, attnMask: mask,
                isCausal: isCausal)
            #expect(weights != nil && none == nil)
            #expect(near(tiled.values, kept.values, within: 1e-14))
        }
    }

    @Test func layoutsAreTheSameAttention() throws {
        let first = try filled(MultiheadAttention(4, 2, batchFirst: true))
        let second = try filled(MultiheadAttention(4, 2))
        let x = try sample([2, 3, 4])
        let y = try first(x)
        #expect(y.shape == [2, 3, 4])
        #expect(
            near(
                try second(x.transpose(0, 1)).transpose(0, 1).contiguous().values, y.values,
                within: 1e-14))
        #expect(near(try second(x[1]).values, try y[1].values, within: 1e-14))
        // One projection for all three, or one each.
        let apart = try first(x, x.clone(), x.clone(), needWeights: false).output
        #expect(near(apart.values, y.values, within: 1e-14))
    }

    @Test func gradients() throws {
        // Without biases: that of the keys changes nothing.
        try checkGradients(of: MultiheadAttention(4, 2, bias: false), at: sample([3, 2, 4]))
        try checkGradients(of: MultiheadAttention(2, 1, bias: false), at: sample([3, 2]))
    }

    @Test func parametersHavePyTorchsNames() throws {
        #expect(
            try MultiheadAttention(4, 2).stateDict().map { "\($0.name) \($0.tensor.shape)" } == [
                "in_proj_weight [12, 4]", "in_proj_bias [12]", "out_proj.weight [4, 4]",
                "out_proj.bias [4]",
            ])
        #expect(
            try MultiheadAttention(4, 2, bias: false, vdim: 3).stateDict().keys == [
                "q_proj_weight", "k_proj_weight", "v_proj_weight", "out_proj.weight",
            ])
    }

    @Test func firstNumbers() throws {
        let state = try MultiheadAttention(64, 4, generator: Generator(seed: 1)).stateDict()
        // √(6 / (3 · 64 + 64)) = 0.153.
        let bound = state["in_proj_weight"]?.values.map(\.magnitude).max() ?? 0
        #expect((0.152...0.1531).contains(bound))
        #expect(state["in_proj_bias"]?.values.allSatisfy { $0 == 0 } == true)
        #expect(state["out_proj.bias"]?.values.allSatisfy { $0 == 0 } == true)
    }

    @Test func dropoutIsForTrainingAlone() throws {
        let layer = try MultiheadAttention(4, 2, dropout: 0.5, generator: Generator(seed: 1))
        let x = try Tensor.randn(9, 2, 4)
        #expect(try layer(x).values != layer(x).values)
        layer.eval()
        #expect(try layer(x).values == layer(x).values)
    }

    @Test func whatDoesNotFitIsNamed() throws {
        #expect(
            errorText { _ = try MultiheadAttention(4, 3) }.hasPrefix(
                "MultiheadAttention: expected sizes of at least 1, and numHeads that divide"))
        #expect(errorText { _ = try MultiheadAttention(4, 2, dropout: -1) }.contains("got -1"))
        let layer = try MultiheadAttention(4, 2)
        let x = try Tensor.zeros(3, 2, 4)
        #expect(
            errorText { _ = try layer(.zeros(3, 2, 5)) }.hasPrefix(
                "MultiheadAttention: expected a query [L, n, 4], a key [S, n, 4] and a value"))
        #expect(
            errorText { _ = try layer(x, x, .zeros(2, 2, 4)) }.hasSuffix("(in MultiheadAttention)"))
        #expect(
            errorText { _ = try layer(x, x, x, keyPaddingMask: .zeros(3, 2)) }
                .contains("a keyPaddingMask [2, 3]; got [3, 2]"))
        #expect(
            errorText { _ = try layer(x, x, x, attnMask: .zeros(3, 2)) }
                .contains("an attnMask [3, 3] or [4, 3, 3]; got [3, 2]"))
    }

    @Test func masksOfIntegersAreRefused() throws {
        let layer = try MultiheadAttention(4, 2, batchFirst: true)
        let x = try Tensor.ones(1, 3, 4)
        let mask = try Tensor([[0, 0, 1]])
        for needsWeights in [true, false] {
            let text = errorText {
                _ = try layer(x, x, x, keyPaddingMask: mask, needWeights: needsWeights)
            }
            #expect(text.contains("masks of bool or of a floating-point type; got int64"))
        }
    }
}
