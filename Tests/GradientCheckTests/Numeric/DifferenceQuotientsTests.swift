import GradientCheck
import TestSupport
import Testing

struct DifferenceQuotientsTests {
    private func numeric(
        at x: Double, _ options: GradientCheckOptions = GradientCheckOptions(),
        _ function: (Tensor) throws -> Tensor
    ) throws -> Double {
        // With a gradient of 0 the one entry differs, and is listed.
        let report = try gradientReport(
            { inputs in
                let y = try function(inputs[0])
                return [try y.detach() + inputs[0] * 0]
            }, inputs: [leaf([x])], options: options)
        return try #require(report.worst.first).numeric
    }

    @Test func twoPointsAreRightToTheSquareOfTheStep() throws {
        let error = try (numeric(at: 0.7) { $0.exp() } - Double.exp(0.7)).magnitude
        #expect(error > 0 && error < 1e-9)
    }

    @Test func fourPointsAreRightToTheFourthPower() throws {
        let wide = GradientCheckOptions(stencil: .fourPoint)
        let error = try (numeric(at: 0.7, wide) { $0.exp() } - Double.exp(0.7)).magnitude
        #expect(error < 1e-11)
        // A polynomial of degree four has no fifth derivative.
        let power = try numeric(at: 2, wide) { try $0.pow(4) }
        #expect((power - 32).magnitude < 1e-9)
    }

    @Test func onlyTheMovedElementMoves() throws {
        var seen: Set<[Double]> = []
        let center = [0.5, 1, 2]
        try gradcheck(
            { inputs in
                seen.insert(inputs[0].values)
                return [inputs[0] * 3]
            }, inputs: [leaf(center)])
        for values in seen {
            #expect(zip(values, center).filter { $0 != $1 }.count <= 1, "\(values)")
        }
        // The centre, and each element on both sides.
        #expect(seen.count == 7)
    }

    @Test func theQuotientCountsTheStepThatWasTakenAfterRounding() throws {
        let single = GradientCheckOptions(dtype: .float32)
        let slope = try numeric(at: 1000.1, single) { $0 * 1 }
        // 1000.1 + h rounds to a multiple of 2⁻¹⁴; the difference of both is exact.
        #expect(slope == 1)
    }

    @Test func theEdgeOfTheDomainIsAKink() throws {
        let report = try gradientReport({ [$0[0].log()] }, inputs: [leaf([1e-9, 2])])
        #expect(report.kinks.map(\.inputElement) == [0])
        #expect(report.kinks[0].value == 1e-9 && report.passed)
    }
}
