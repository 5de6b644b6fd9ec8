import Autograd
import GradientCheck
import TestSupport
import Testing

struct BatchNormalizationTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(BatchNormalization.self) }

    @Test("seed defect 28: images [n, channels, height, width] take weights [channels]")
    func images() throws {
        let x = try constant((0..<16).map(Double.init), [2, 2, 2, 2])
        let result = try BatchNormalization(eps: 0)([x, constant([2, 1]), constant([0, 10])])
        #expect(result.first.shape == [2, 2, 2, 2])
        #expect(result.second.values == [5.5, 9.5], "the channels' means")
        #expect(result.third.values == [17.25, 17.25], "their biased variances")
        let (first, second) = (result.first.values[0], result.first.values[4])
        #expect(near([first], [-5.5 / 17.25.squareRoot() * 2]))
        #expect(near([second], [-5.5 / 17.25.squareRoot() + 10]))
    }

    @Test func constantsGiveTheBiasWithoutAGradient() throws {
        let x = try leaf([3, 1, 3, 2, 3, 5], [3, 2])
        let y = try BatchNormalization()([x, constant([7, 1]), constant([0.5, 0])]).first
        #expect([0, 2, 4].map { y.values[$0] } == [0.5, 0.5, 0.5])
        try y.sum().backward()
        #expect([0, 2, 4].map { x.grad?.values[$0] } == [0, 0, 0])
    }

    @Test func oneValuePerChannelIsRefused() throws {
        for shape in [[1, 3], [1, 2, 1, 1]] as [Shape] {
            let text = errorText { _ = try BatchNormalization()([.ones(shape)]) }
            #expect(
                text == "batchNorm: expected more than one value per channel; got \(shape). Use "
                    + "larger batches, or evaluation mode.")
        }
        #expect(try BatchNormalization()([.ones(1, 2, 2)]).first.shape == [1, 2, 2])
    }

    @Test func shapesAndTypesMustFit() throws {
        let x = try Tensor.ones(2, 3)
        #expect(
            errorText { _ = try BatchNormalization()([x, .ones(2)]) }
                == "batchNorm: expected an input [n, channels, ...], the others [channels]; got "
                + "[2, 3], [2].")
        #expect(errorText { _ = try BatchNormalization()([.ones(3)]) }.contains("got [3]"))
        #expect(
            errorText { _ = try BatchNormalization()([x, .ones([3], dtype: .float64)]) }
                == "batchNorm: expected one floating-point type; got float32, float64.")
        #expect(
            errorText { _ = try BatchNormalization()([.ones([2, 3], dtype: .int64)]) }
                .contains("int64"))
    }

    /// What a call keeps for its rule must not hold the call itself.
    @Test func aCallWithoutABackwardPassIsReleased() throws {
        var x = try constant([1, 2, 3, 5], [2, 2])
        do {
            var tracked = x
            try tracked.requireGrad()
            let y = try BatchNormalization()([tracked])
            #expect(y.first.requiresGrad && y.second.requiresGrad)
        }
        let isReleased = x.isWritableInPlace()
        #expect(isReleased)
    }
}
