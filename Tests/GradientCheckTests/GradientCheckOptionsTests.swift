import GradientCheck
import TestSupport
import Testing

/// Steps and tolerances are seen by where a check evaluates, and by what it lets pass.
struct GradientCheckOptionsTests {
    /// How far from x the function is evaluated, the farthest.
    private func reach(_ x: Double, _ options: GradientCheckOptions) throws -> Double {
        var farthest = 0.0
        try gradcheck(
            { inputs in
                farthest = max(farthest, (inputs[0].values[0] - x).magnitude)
                return [inputs[0] * 2]
            }, inputs: [leaf([x])], options: options)
        return farthest
    }

    @Test func stepsFollowFromTheType() throws {
        // ε^⅓ and, with four points, twice ε^⅕.
        #expect((try reach(0.5, GradientCheckOptions()) / 6.06e-6 - 1).magnitude < 0.01)
        #expect((try reach(100, GradientCheckOptions()) / 6.06e-4 - 1).magnitude < 0.01)
        let wide = GradientCheckOptions(stencil: .fourPoint)
        #expect((try reach(0.5, wide) / (2 * 7.4e-4) - 1).magnitude < 0.01)
        let single = GradientCheckOptions(dtype: .float32)
        #expect((try reach(0.5, single) / 4.92e-3 - 1).magnitude < 0.01)
    }

    /// Whether x² with a gradient that is wrong by a share passes.
    private func passes(wrongBy share: Double, _ options: GradientCheckOptions) throws -> Bool {
        let x = try leaf([1.5, 2])
        return try Mutation.plant("square", input: 0, factor: 1 + share) {
            try gradientReport({ [$0[0].square()] }, inputs: [x], options: options).passed
        }
    }

    @Test func tolerancesFollowFromTheType() throws {
        #expect(try passes(wrongBy: 5e-7, GradientCheckOptions()))
        #expect(try !passes(wrongBy: 5e-6, GradientCheckOptions()))
        let single = GradientCheckOptions(dtype: .float32)
        #expect(try passes(wrongBy: 5e-4, single))
        #expect(try !passes(wrongBy: 1e-2, single))
    }

    @Test func tolerancesCanBeGiven() throws {
        #expect(try passes(wrongBy: 1e-3, GradientCheckOptions(relativeTolerance: 1e-2)))
        #expect(
            try !passes(
                wrongBy: 1e-7,
                GradientCheckOptions(
                    stencil: .fourPoint, relativeTolerance: 1e-9, absoluteTolerance: 1e-10)))
        #expect(try passes(wrongBy: 1e-3, GradientCheckOptions(absoluteTolerance: 1)))
    }

    @Test func onlyTypesThatGradientsCanBeCheckedInAreTaken() throws {
        let x = try leaf([1])
        let text = errorText {
            try gradcheck(
                { [$0[0] * 2] }, inputs: [x], options: GradientCheckOptions(dtype: .float16))
        }
        #expect(text.contains("expected float64 or float32 to compute in; got float16"))
    }

    @Test func theSeedMovesUpstreamGradients() throws {
        let x = try leaf([0.3, 0.4, 0.5])
        func error(_ seed: Int) throws -> Double {
            try gradcheck(
                { [$0[0].exp()] }, inputs: [x],
                options: GradientCheckOptions(mode: .projected, seed: seed)
            ).worstRelativeError
        }
        #expect(try error(0) == error(0))
        #expect(try error(0) != error(1))
    }
}
