import Autograd
import GradientCheck
import Layers
import Testing

/// What the check says about a layer.
private func findings<L: ConfigurableLayer>(_: L.Type) -> String {
    do { return try checkLayer(L.self).description } catch { return "\(error)" }
}

struct LayerCheckTests {
    @Test func passesALayerThatIsRight() throws {
        let report = try checkLayer(FaultlessLayer.self, options: LayerCheckOptions(order: 2))
        #expect(report.kind == "layer" && report.name == "test.FaultlessLayer")
        #expect(report.sampleCount == 1 && report.mutationCount == 4 && report.mutationsCaught == 4)
        // Input and weight, and their gradients' upstream gradient besides.
        #expect(report.entryCount == 2 + 3 && report.worstRelativeError < 1e-8)
    }

    @Test func namesTheParameterWhoseGradientIsWrong() {
        let text = findings(DetachedWeight.self)
        #expect(text.hasPrefix("layer test.DetachedWeight: the check failed"))
        #expect(text.contains("sample plain, training: 6 of 54 derivatives of order 1 differ"))
        #expect(text.contains("weight: analytic is 0 everywhere: no gradient arrives"))
    }

    /// The projection along one direction sees 1 %.
    @Test func seesAGradientThatIsOffByOnePercent() throws {
        let error = try #require(throws: GradientCheckError.self) {
            try Mutation.plant("linear", input: 1, factor: 1.01) { try checkLayer(Linear.self) }
        }
        #expect("\(error)".contains("weight: analytic is 1.01 times numeric everywhere"))
    }

    @Test func seesAParameterThatNothingDependsOn() {
        #expect(
            findings(UnusedWeight.self).contains(
                "the sample cannot see the gradient of spare: scaled by 1.01, or 0, it passes"))
    }

    @Test func seesStateThatIsNotInTheDictionary() {
        #expect(
            findings(HiddenState.self).contains(
                "plain, state: another layer with the same state gives other results"))
    }

    @Test func seesOptionsThatAreLost() {
        #expect(
            findings(LosesOptions.self)
                .contains("specification: the layer built anew from JSON gives other results"))
    }

    @Test func seesEvaluationThatChangesThings() {
        #expect(
            findings(NoisyEvaluation.self)
                .contains("modes: two calls in evaluation give different results"))
        #expect(
            findings(MeasuresInEvaluation.self)
                .contains("modes: a call in evaluation changes \"count\""))
    }

    @Test func seesAFunctionThatIsNotTheLayers() throws {
        #expect(findings(OtherFunction.self).contains("plain, function: forward(_:) gives other"))
        try checkLayer(LeakyReLU.self)
    }

    @Test func seesThatARefusedInputChangesState() {
        #expect(
            findings(MeasuresInEvaluation.self)
                .contains("refusals: a refused input changes \"count\""))
    }

    @Test func seesWeightsThatNoSeedGives() {
        #expect(findings(UnseededWeight.self).contains("the same seed gives another \"weight\""))
    }

    @Test func seesAResultOfAnotherType() {
        #expect(
            findings(AlwaysDouble.self).contains(
                "expected float32 and float64 results; got float64 and float64"))
    }

    @Test func seesInputsThatAreNotRefusedOrNotInItsName() {
        #expect(
            findings(AcceptsAnything.self)
                .contains("refusals: an input of shape [2, 4] does not throw"))
        #expect(findings(ThrowsForeignErrors.self).contains("throws no TensorError, but Refusal"))
    }

    @Test func wantsSamplesWhereTheyCannotBeFound() {
        #expect(
            findings(WithoutSamplesLayer.self)
                .contains("samples: threw test.withoutSamples: expected options that all have"))
    }

    @Test func checksLayersWithoutAConfiguration() throws {
        let input = try Samples.values([3, 4], in: -2...2, avoiding: [0])
        let report = try checkLayer("model", input: input, refusing: [[3, 5]]) { generator in
            try Sequential(
                Linear(4, 5, generator: generator), Tanh(), Dropout(0.5, generator: generator),
                Linear(5, 2, generator: generator))
        }
        #expect(report.sampleCount == 1)
        // Training and evaluation: the input and two layers' weights and biases.
        #expect(report.mutationsCaught == 2 * 2 * 5)
        let error = try #require(throws: GradientCheckError.self) {
            try checkLayer("model", input: input) { _ in try Linear(4, 2) }
        }
        #expect("\(error)".contains("the same seed gives another \"weight\""))
    }

    @Test func checksInSinglePrecision() throws {
        let gradients = GradientCheckOptions(dtype: .float32, kinks: .fail, mode: .projected)
        let report = try checkLayer(
            FaultlessLayer.self, options: LayerCheckOptions(gradients: gradients))
        #expect(report.worstRelativeError > 1e-9 && report.worstRelativeError < 1e-2)
    }
}
