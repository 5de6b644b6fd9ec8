import GradientCheck
import TestSupport
import Testing

struct SensitivityTests {
    private func unseen(_ function: (Tensor) throws -> Tensor, at x: Double) throws -> [String] {
        let report = try gradientReport({ [try function($0[0])] }, inputs: [leaf([x])])
        #expect(report.passed)
        return report.insensitiveInputs
    }

    @Test func aFlatFunctionProvesNothing() throws {
        #expect(try unseen({ $0.sign() }, at: 2) == ["input 0"])
        // erf′ is about 1e-16 there.
        #expect(try unseen({ $0.erf() }, at: 6) == ["input 0"])
        #expect(try unseen({ $0.erf() }, at: 0.5) == [])
    }

    @Test func aSlopeBelowOnePercentOfTheToleranceProvesLittle() throws {
        // 1 % of 1e-7 is less than the difference allowed beside values of 1: only 0 shows.
        #expect(try unseen({ $0 * 1e-7 + 1 }, at: 1) == ["input 0"])
        #expect(try unseen({ $0 * 1e-4 + 1 }, at: 1) == [])
    }

    @Test func pointsWithoutADerivativeProveNothing() throws {
        #expect(try unseen({ $0.abs() }, at: 0) == ["input 0"])
    }
}
