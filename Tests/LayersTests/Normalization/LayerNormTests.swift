import Layers
import TestSupport
import Testing

struct LayerNormTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: LayerNorm.self) }

    @Test func agreesWithPyTorch() throws {
        let y = try makeDouble(LayerNorm(4))(constant([1, 2, 4, 8, 0, 0, 0, 1], [2, 4]))
        // torch.nn.LayerNorm(4), PyTorch 2.13.
        let expected = [
            -1.025_754_575_496_193_2, -0.652_752_911_679_395_6, 0.093_250_415_954_199_38,
            1.585_257_071_221_389_4, -0.577_334_873_798_260_3, -0.577_334_873_798_260_3,
            -0.577_334_873_798_260_3, 1.732_004_621_394_780_7,
        ]
        #expect(near(y.values, expected))
    }

    @Test func gradients() throws {
        try checkGradients(of: LayerNorm(4), at: sample([3, 4]))
        try checkGradients(of: LayerNorm([2, 3]), at: sample([2, 2, 3]))
        try checkGradients(of: LayerNorm(4, bias: false), at: sample([3, 4]))
        try checkGradients(of: LayerNorm(4, elementwiseAffine: false), at: sample([3, 4]))
    }

    @Test func parametersFollowTheOptions() throws {
        #expect(try LayerNorm([2, 3]).stateDict().keys == ["weight", "bias"])
        #expect(try LayerNorm([2, 3]).weight?.value.shape == [2, 3])
        #expect(try LayerNorm(3, bias: false).stateDict().keys == ["weight"])
        #expect(try LayerNorm(3, elementwiseAffine: false).stateDict().isEmpty)
    }

    @Test func theShapeIsANumberOrAList() throws {
        let model = try Sequential(
            json: """
                {"layers": [{"type": "LayerNorm", "normalizedShape": 4},
                 {"type": "LayerNorm", "normalizedShape": [2, 4], "eps": 1e-3}]}
                """)
        let options = model.layers.compactMap { ($0 as? LayerNorm)?.configuration }
        #expect(options.map(\.normalizedShape) == [[4], [2, 4]])
        #expect(options.map(\.eps) == [1e-5, 1e-3])
    }

    @Test func rejectsWhatIsOutOfRange() throws {
        #expect(errorText { _ = try LayerNorm([]) }.contains("normalizedShape of sizes"))
        #expect(errorText { _ = try LayerNorm([3, 0]) }.contains("[3, 0]"))
        #expect(errorText { _ = try LayerNorm(3, eps: -1) }.contains("eps of at least 0; got -1"))
        #expect(errorText { _ = try LayerNorm(3)(.zeros(2, 4)) }.contains("[2, 4]"))
    }
}
