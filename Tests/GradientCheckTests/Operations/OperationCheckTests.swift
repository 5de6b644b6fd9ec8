import Autograd
import GradientCheck
import TestSupport
import Testing

/// What the check says about an operation.
private func findings<Op: Operation>(_: Op.Type) -> String {
    do {
        return try checkOperation(Op.self).description
    } catch {
        return "\(error)"
    }
}

struct OperationCheckTests {
    @Test func passesAnOperationThatIsRight() throws {
        let report = try checkOperation(Faultless.self)
        #expect(report.name == "test.faultless" && report.sampleCount == 3)
        #expect(report.mutationCount == 2 && report.mutationsCaught == 2)
        #expect(report.entryCount > 100 && report.worstRelativeError < 1e-8)
    }

    @Test func namesTheRatioOfAWrongRule() {
        #expect(
            findings(Fivefold.self).contains(
                "test.fivefold: the check failed")
                && findings(Fivefold.self).contains(
                    "input 0: analytic is 5.0 times numeric everywhere: the size of axis 1")
        )
    }

    @Test func seesAWrongSecondDerivative() {
        #expect(findings(DetachedRule.self).contains("derivatives of order 2 differ"))
    }

    @Test func seesThatTheRuleIsNotLinear() {
        #expect(findings(SquaredUpstream.self).contains("not linear in the upstream gradient"))
    }

    @Test func seesThatFusedAndComposedRuleDiffer() {
        #expect(findings(FusedDiffers.self).contains("input 0: fused and composed rule give"))
    }

    @Test func seesThatStridesAreIgnored() {
        #expect(findings(IgnoresStrides.self).contains("sample [2, 3], transposed: output 0"))
    }

    @Test func seesThatSamplesAreFlat() {
        let text = findings(Insensitive.self)
        #expect(
            text.contains(
                "the samples cannot see the gradient of input 0: scaled by 1.01 it passes"))
        #expect(text.contains("scaled by 0.0 it passes"))
    }

    @Test func seesThatAZeroGradientIsNotZero() {
        #expect(findings(NotZero.self).contains("the gradient is .zero: input 0: analytic is 0"))
    }

    @Test func wantsSamples() {
        #expect(findings(WithoutSamples.self).contains("samples: there are none"))
    }

    @Test func seesWrongInference() {
        #expect(findings(WrongShape.self).contains("inferred"))
        #expect(findings(WrongType.self).contains("inferred"))
    }

    @Test func seesAGradientOfTheWrongShape() {
        #expect(
            findings(WrongGradientShape.self).contains("expected a gradient of input 0's shape"))
    }

    @Test func seesThatThreadsChangeBits() {
        #expect(findings(ThreadDependent.self).contains("output 0 differs between 1 and 2 threads"))
    }

    @Test func seesThatSinglePrecisionDiffers() {
        #expect(
            findings(SingleDiffers.self).contains("float32 against float64: gradient of input 0"))
    }

    @Test func wantsSamplesAwayFromKinks() {
        #expect(findings(OnAKink.self).contains("element 0: not differentiable at 0.0"))
    }

    @Test func seesThatEmptyInputsFail() {
        #expect(findings(FailsWhenEmpty.self).contains("with sizes [[0]]: threw"))
    }

    @Test func seesThatOneTensorTwiceIsWrong() {
        #expect(findings(Product.self).contains("the same tensor twice: input 0: analytic is 0.5"))
    }

    @Test func seesAKernelThatIsInaccurate() throws {
        try checkOperation(Exp.self)
        let error = try #require(throws: GradientCheckError.self) {
            try Runtime.withPlugins(InaccuratePlugin.self) { try checkOperation(Exp.self) }
        }
        #expect("\(error)".contains("float64, registered against portable kernels: gradient of"))
    }

    @Test func firstOrderAlone() throws {
        let options = OperationCheckOptions(order: 1)
        #expect(try checkOperation(Faultless.self, options: options).worstSecondOrderError == 0)
        // Its fault is of second order.
        try checkOperation(DetachedRule.self, options: options)
    }

    @Test func checksInSinglePrecision() throws {
        let options = OperationCheckOptions(
            gradients: GradientCheckOptions(dtype: .float32, kinks: .fail))
        let report = try checkOperation(Faultless.self, options: options)
        #expect(report.worstRelativeError > 1e-9 && report.worstRelativeError < 1e-2)
    }
}
