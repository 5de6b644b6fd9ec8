import Autograd
import GradientCheck
import TestSupport
import Testing

struct GradientCheckTests {
    @Test func agreesOnRightGradients() throws {
        let x = try leaf([0.3, -1.2, 2], [3])
        let report = try gradcheck({ try $0[0].exp() * $0[0] }, inputs: [x])
        #expect(report.passed && report.entryCount == 9 && report.order == 1)
        #expect(report.worstRelativeError < 1e-8)
        let second = try gradgradcheck({ try $0[0].exp() * $0[0] }, inputs: [x])
        // Three gradients by three inputs and three upstream gradients.
        #expect(second.passed && second.entryCount == 18 && second.order == 2)
    }

    @Test func fourPointsAreMoreAccurate() throws {
        let x = try leaf([0.3, -1.2, 2], [3])
        func worst(_ stencil: GradientCheckOptions.Stencil) throws -> Double {
            let options = GradientCheckOptions(stencil: stencil)
            return try gradcheck({ [$0[0].sigmoid()] }, inputs: [x], options: options)
                .worstRelativeError
        }
        #expect(try worst(.fourPoint) < worst(.twoPoint) / 5)
    }

    @Test func checksInSinglePrecision() throws {
        let x = try leaf([0.3, -1.2, 2], [3])
        let options = GradientCheckOptions(dtype: .float32)
        let report = try gradcheck(
            { inputs in
                #expect(inputs[0].dtype == .float32)
                return [inputs[0].tanh()]
            }, inputs: [x], options: options)
        #expect(report.dtype == .float32)
        #expect(report.worstRelativeError > 1e-9 && report.worstRelativeError < 1e-2)
        #expect(throws: GradientCheckError.self) {
            try gradcheck({ try [Fivefold()($0[0])] }, inputs: [x], options: options)
        }
    }

    @Test func namesTheRatioAndItsReason() throws {
        let x = try leaf((0..<15).map { Double($0) / 7 - 1 }, [3, 5])
        let error = try #require(throws: GradientCheckError.self) {
            try gradcheck({ try Fivefold()($0[0]) }, inputs: [x])
        }
        #expect(
            "\(error)".contains(
                "input 0: analytic is 5.0 times numeric everywhere: the size of axis 1"))
        #expect(error.report?.mismatchCount == 15)
        let entry = try #require(error.report?.worst.first)
        #expect((entry.analytic / entry.numeric - 5).magnitude < 1e-6)
        #expect(entry.input == "input 0" && entry.output == 0)
    }

    @Test func namesAWrongSignAndAMissingGradient() throws {
        let x = try leaf([0.5, 1.5], [2])
        func failure(_ factor: Double) throws -> String {
            let report = try Mutation.plant("square", input: 0, factor: factor) {
                try gradientReport({ [$0[0].square()] }, inputs: [x])
            }
            return report.description
        }
        #expect(try failure(-1).contains("-1.0 times numeric everywhere: the sign is wrong"))
        #expect(try failure(0).contains("analytic is 0 everywhere: no gradient arrives"))
        #expect(
            try failure(0.5).contains("0.5 times numeric everywhere: one by the size of axis 0"))
        #expect(try failure(1.01).contains("1.01 times numeric everywhere"))
        #expect(try failure(1).contains("agree in float64"))
    }

    @Test func seesAWrongSecondDerivative() throws {
        let x = try leaf([0.5, 1.5], [2])
        try gradcheck({ [try DetachedRule()($0[0])] }, inputs: [x])
        let error = try #require(throws: GradientCheckError.self) {
            try gradgradcheck({ [try DetachedRule()($0[0])] }, inputs: [x])
        }
        #expect("\(error)".contains("derivatives of order 2 differ"))
        #expect("\(error)".contains("input 0: analytic is 0 everywhere"))
    }

    @Test func reportsKinksInsteadOfJudgingThem() throws {
        let x = try leaf([-1, 0, 2], [3])
        let report = try gradcheck({ [$0[0].abs()] }, inputs: [x])
        let kink = try #require(report.kinks.first)
        #expect(report.kinks.count == 1 && kink.inputElement == 1 && kink.value == 0)
        #expect((kink.left + 1).magnitude < 1e-9 && (kink.right - 1).magnitude < 1e-9)
        let error = try #require(throws: GradientCheckError.self) {
            try gradcheck(
                { [$0[0].abs()] }, inputs: [x], options: GradientCheckOptions(kinks: .fail))
        }
        #expect("\(error)".contains("element 1: not differentiable at 0.0, slope -1.0 on the left"))
    }

    @Test(arguments: [0, 1e-6, 2e-6, 5e-6, -1e-6, -4e-6])
    func seesAKinkWithinTheStep(distance: Double) throws {
        let report = try gradcheck({ [$0[0].relu()] }, inputs: [leaf([distance], [1])])
        #expect(report.kinks.count == 1)
    }

    @Test func aStronglyCurvedFunctionHasNoKink() throws {
        let x = try leaf([0.01, 0.02, 30], [3])
        let options = GradientCheckOptions(stencil: .fourPoint)
        #expect(try gradcheck({ [$0[0].square() * 500] }, inputs: [x]).kinks.isEmpty)
        #expect(
            try gradcheck({ [$0[0].square() * 500] }, inputs: [x], options: options).kinks.isEmpty)
    }

    @Test func wrongGradientsAreSeenBesideAKink() throws {
        let x = try leaf([-1, 0, 2], [3])
        Mutation.plant("abs", input: 0, factor: 1.01) {
            _ = #expect(throws: GradientCheckError.self) {
                try gradcheck({ [$0[0].abs()] }, inputs: [x])
            }
        }
    }

    @Test func theEdgeOfTheDomainIsReported() throws {
        let report = try gradcheck({ [$0[0].sqrt()] }, inputs: [leaf([0, 1], [2])])
        #expect(report.kinks.map(\.inputElement) == [0])
    }

    @Test func differentiatesOnlyInputsThatRequireGradients() throws {
        let (x, y) = (try leaf([1, 2], [2]), try Tensor([3.0, 4], dtype: .float64))
        let integers = try Tensor([1, 0])
        let report = try gradcheck(
            { inputs in
                #expect(inputs[2].dtype == .int64)
                return [try inputs[0] * inputs[1], try inputs[0].gather(dim: 0, inputs[2])]
            }, inputs: [x, y, integers])
        #expect(report.entryCount == 2 * 4)
    }

    @Test func needsAnInputThatRequiresGradients() throws {
        let error = try #require(throws: TensorError.self) {
            try gradcheck({ $0 }, inputs: [Tensor([1.0])])
        }
        #expect(error.kind == .gradient)
        let half = GradientCheckOptions(dtype: .float16)
        #expect(throws: TensorError.self) {
            try gradcheck({ $0 }, inputs: [leaf([1], [1])], options: half)
        }
        #expect(throws: TensorError.self) {
            try gradientReport({ $0 }, inputs: [leaf([1], [1])], order: 3)
        }
    }

    @Test func seesResultsThatChangeFromCallToCall() throws {
        let generator = Generator(seed: 3)
        let error = try #require(throws: GradientCheckError.self) {
            try gradcheck(
                { try $0[0] * Tensor.rand(2, dtype: .float64, generator: generator) },
                inputs: [leaf([1, 2], [2])])
        }
        #expect("\(error)".contains("two calls with the same inputs give different results"))
    }

    @Test func seesARuleThatIsNotLinearInTheUpstreamGradient() throws {
        let error = try #require(throws: GradientCheckError.self) {
            try gradcheck({ try SquaredUpstream()($0[0]) }, inputs: [leaf([1, 2], [2])])
        }
        #expect("\(error)".contains("not linear in the upstream gradient"))
    }

    @Test func aFunctionThatIgnoresAnInputPasses() throws {
        let report = try gradcheck(
            { [$0[0] * 2] }, inputs: [leaf([1, 2], [2]), leaf([3], [1])])
        #expect(report.passed && report.entryCount == 6)
        try gradcheck({ $0 }, inputs: [leaf([1, 2], [2])])
    }

    @Test func aDetachedResultFails() throws {
        let error = try #require(throws: GradientCheckError.self) {
            try gradcheck({ [$0[0].detach() * 2] }, inputs: [leaf([1, 2], [2])])
        }
        #expect("\(error)".contains("no gradient arrives"))
    }

    @Test("seed defect 29: single precision gives quotients, not zeros")
    func singlePrecisionQuotientsAreNotZero() throws {
        let x = try Tensor([1, 2, 3] as [Float], requiresGrad: true)
        let report = try gradcheck(
            { ($0[0].square()).sum() }, inputs: [x], options: GradientCheckOptions(dtype: .float32))
        #expect(report.passed && report.entryCount == 3)
        Mutation.plant("square", input: 0, factor: 0) {
            _ = #expect(throws: GradientCheckError.self) {
                try gradcheck(
                    { ($0[0].square()).sum() }, inputs: [x],
                    options: GradientCheckOptions(dtype: .float32))
            }
        }
    }
}
