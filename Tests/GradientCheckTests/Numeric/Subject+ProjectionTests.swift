import Autograd
import Foundation
import GradientCheck
import Testing

/// A leaf of float64 with numbers that all differ.
private func leaf(_ shape: Shape, seed: Int = 0) throws -> Tensor {
    var tensor = try Samples.values(shape, in: -2...2, avoiding: [0], seed: seed)
    try tensor.requireGrad()
    return tensor
}

private func projected(
    _ kinks: GradientCheckOptions.KinkPolicy = .skip, seed: Int = 0
) -> GradientCheckOptions {
    GradientCheckOptions(kinks: kinks, mode: .projected, seed: seed)
}

struct ProjectionTests {
    @Test func oneNumberForEachInput() throws {
        let inputs = [try leaf([40, 30]), try leaf([30, 20], seed: 1)]
        var calls = 0
        let report = try gradcheck(
            { tensors in
                calls += 1
                return try tensors[0].matmul(tensors[1]).tanh()
            }, inputs: inputs, options: projected())
        #expect(report.passed && report.entryCount == 2 && report.inputCount == 2)
        #expect(report.worstRelativeError < 1e-6 && report.insensitiveInputs.isEmpty)
        // 1800 elements: the full Jacobian takes 3600 calls.
        #expect(calls < 20)
    }

    @Test func seesOnePercentInOneElementOfAThousand() throws {
        let x = try leaf([1000])
        let mask = try Tensor((0..<1000).map { $0 == 700 ? 1.01 : 1.0 }, shape: [1000])
        func wrong(_ x: Tensor) throws -> Tensor {
            // The value of x², the gradient of one element off.
            let detached = x.detach().square()
            let linear = try x * x.detach() * 2 * mask
            return try detached + linear - linear.detach()
        }
        try gradcheck({ [$0[0].square()] }, inputs: [x], options: projected())
        let error = try #require(throws: GradientCheckError.self) {
            try gradcheck({ [try wrong($0[0])] }, inputs: [x], options: projected())
        }
        #expect("\(error)".contains("input 0, all elements at once: numeric"))
    }

    /// What is left of terms that cancel inside a function is no error of a rule.
    @Test func aGradientThatCancelsToNothingIsLinear() throws {
        let x = try leaf([3])
        for mode in [GradientCheckOptions.Mode.projected, .full] {
            try gradcheck(
                { [try $0[0].exp() / $0[0].exp() + $0[0].tanh() / $0[0].tanh()] }, inputs: [x],
                options: GradientCheckOptions(mode: mode))
        }
    }

    /// Small inputs are gone through element by element once something is wrong.
    @Test func aFailureIsLocatedElementByElement() throws {
        let x = try leaf([3, 5])
        let error = try #require(throws: GradientCheckError.self) {
            try gradcheck({ try Fivefold()($0[0]) }, inputs: [x], options: projected())
        }
        #expect("\(error)".contains("analytic is 5.0 times numeric everywhere: the size of axis 1"))
        #expect(error.report?.worst.first?.inputElement != nil)
    }

    @Test func secondOrder() throws {
        let x = try leaf([20])
        let report = try gradgradcheck(
            { [$0[0].sigmoid()] }, inputs: [x], options: projected())
        #expect(report.passed && report.order == 2 && report.entryCount == 2)
        #expect(throws: GradientCheckError.self) {
            try gradgradcheck({ [try DetachedRule()($0[0])] }, inputs: [x], options: projected())
        }
    }

    @Test func aKinkOnTheWayIsReported() throws {
        var x = try Tensor([1, 0, -2], dtype: .float64)
        try x.requireGrad()
        let report = try gradcheck({ [$0[0].relu()] }, inputs: [x], options: projected())
        #expect(report.kinks.count == 1 && report.kinks[0].inputElement == nil)
        let error = try #require(throws: GradientCheckError.self) {
            try gradcheck({ [$0[0].relu()] }, inputs: [x], options: projected(.fail))
        }
        #expect("\(error)".contains("not differentiable"))
    }

    @Test func fourPointsAndSinglePrecision() throws {
        let x = try leaf([50])
        var options = projected()
        let two = try gradcheck({ [$0[0].exp()] }, inputs: [x], options: options)
        options.stencil = .fourPoint
        let four = try gradcheck({ [$0[0].exp()] }, inputs: [x], options: options)
        #expect(four.worstRelativeError < two.worstRelativeError)
        options.dtype = .float32
        let single = try gradcheck({ [$0[0].exp()] }, inputs: [x], options: options)
        #expect(single.worstRelativeError > 1e-9 && single.worstRelativeError < 1e-2)
    }

    @Test func theSeedChoosesTheDirection() throws {
        let x = try leaf([10])
        func worst(_ seed: Int) throws -> Double {
            try gradcheck({ [$0[0].exp()] }, inputs: [x], options: projected(seed: seed))
                .worstRelativeError
        }
        #expect(try worst(3) == worst(3))
        #expect(try worst(3) != worst(4))
    }

    @Test func aFlatFunctionIsSaidToBeFlat() throws {
        let x = try leaf([4])
        for mode in [GradientCheckOptions.Mode.full, .projected] {
            let report = try gradcheck(
                { [($0[0] + 20).erf()] }, inputs: [x], options: GradientCheckOptions(mode: mode))
            #expect(report.passed && report.insensitiveInputs == ["input 0"])
            let sensitive = try gradcheck(
                { [$0[0].tanh()] }, inputs: [x], options: GradientCheckOptions(mode: mode))
            #expect(sensitive.insensitiveInputs.isEmpty)
        }
    }

    /// Where only some of several outputs are used, the others' upstream gradients are undefined.
    @Test func undefinedUpstreamGradientsAreZeros() throws {
        let inputs = [try leaf([3]), try leaf([3], seed: 1)]
        func report(_ mixesUp: Bool, _ mode: GradientCheckOptions.Mode) throws -> GradientReport {
            try gradientReport(
                { tensors in
                    let pair = try SumAndProduct(mixesUp: mixesUp)(Pair(tensors[0], tensors[1]))
                    return [pair.first, pair.second]
                }, inputs: inputs, options: GradientCheckOptions(mode: mode))
        }
        for mode in [GradientCheckOptions.Mode.full, .projected] {
            #expect(try report(false, mode).passed)
            #expect(
                try report(true, mode).problems.contains {
                    $0.contains(
                        "input 0: with output 0 alone in use, an undefined upstream gradient")
                })
        }
    }

    @Test func aReportIsJSONToo() throws {
        let report = try gradientReport({ [$0[0].square()] }, inputs: [leaf([2])])
        let text = String(decoding: try JSONEncoder().encode(report), as: UTF8.self)
        for part in [#""dtype":"float64""#, #""passed":true"#, #""entryCount":4"#, #""order":1"#] {
            #expect(text.contains(part), "\(text)")
        }
        let wrong = try Mutation.plant("square", input: 0, factor: 2) {
            try gradientReport({ [$0[0].square()] }, inputs: [leaf([2])])
        }
        let failing = String(decoding: try JSONEncoder().encode(wrong), as: UTF8.self)
        #expect(failing.contains(#""passed":false"#) && failing.contains(#""inputElement":0"#))
        #expect(failing.contains("2.0 times numeric"))
    }
}
