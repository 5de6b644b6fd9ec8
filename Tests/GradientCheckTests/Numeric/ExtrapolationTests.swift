import GradientCheck
import TestSupport
import Testing

struct ExtrapolationTests {
    /// A check of tanh(speed x), whose fifth derivative grows with the fifth power of the speed.
    private func check(
        speed: Double, _ mode: GradientCheckOptions.Mode
    ) throws -> (calls: Int, error: Double) {
        var calls = 0
        let report = try gradientReport(
            { inputs in
                calls += 1
                return [(inputs[0] * speed).tanh()]
            }, inputs: [leaf([0.3 / speed])],
            options: GradientCheckOptions(
                stencil: .fourPoint, relativeTolerance: 1e-5, mode: mode))
        return (calls, report.worstRelativeError)
    }

    @Test(arguments: [GradientCheckOptions.Mode.full, .projected])
    func stepsAreHalvedWhereAFunctionBends(mode: GradientCheckOptions.Mode) throws {
        let (smooth, bent) = (try check(speed: 1, mode), try check(speed: 100, mode))
        #expect(smooth.error < 1e-9)
        // Four points alone err by 4 h⁴ f⁽⁵⁾ / 5!, 10⁻⁵ of the slope.
        #expect(bent.error < 1e-7)
        #expect(bent.calls > smooth.calls)
    }

    @Test func itEndsWhereThereIsNothingToConvergeTo() throws {
        var calls = 0
        let report = try gradientReport(
            { inputs in
                calls += 1
                return [try inputs[0].detach().round(decimals: 4) + inputs[0] * 0]
            }, inputs: [leaf([0.3])],
            options: GradientCheckOptions(stencil: .fourPoint, mode: .projected))
        #expect(calls < 30 && (!report.passed || !report.kinks.isEmpty))
    }
}
