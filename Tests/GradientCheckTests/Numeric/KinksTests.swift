import GradientCheck
import TestSupport
import Testing

struct KinksTests {
    private func kinks(
        at x: Double, _ options: GradientCheckOptions = GradientCheckOptions(),
        _ function: (Tensor) throws -> Tensor
    ) throws -> Int {
        try gradientReport(
            { [try function($0[0])] }, inputs: [leaf([x])], options: options
        ).kinks.count
    }

    @Test(arguments: [false, true])
    func bentIsToldFromCurved(projected: Bool) throws {
        let options = GradientCheckOptions(mode: projected ? .projected : .full)
        #expect(try kinks(at: 0, options) { $0.abs() } == 1)
        #expect(try kinks(at: 1e-6, options) { $0.relu() } == 1)
        // Curved as strongly as the step can take, with slopes that differ on both sides.
        #expect(try kinks(at: 0, options) { $0.square() * 1e4 } == 0)
        #expect(try kinks(at: 3, options) { $0.exp() } == 0)
        #expect(try kinks(at: 0.1, options) { $0.abs() } == 0)
    }

    @Test func aBendOfCurvatureAloneIsNone() throws {
        // x |x| has a continuous derivative.
        #expect(try kinks(at: 0) { try $0 * $0.abs() } == 0)
    }

    @Test func noiseIsNoKink() throws {
        #expect(try kinks(at: 0.5) { ($0 + 1e6) - 1e6 } == 0)
    }
}
