import GradientCheck
import Testing

struct DifferenceTests {
    private func difference(
        _ found: Double, _ expected: Double, _ dtype: DType = .float64, scale: Double = 0,
        ulps: Double = 4, inputUlps: Double = 0, sensitivity: Double = 0
    ) -> Difference {
        Difference(
            found, expected, dtype, scale: scale,
            bound: KernelBound(ulps: ulps, inputUlps: inputUlps, reason: "test"),
            sensitivity: sensitivity)
    }

    @Test func countsUnitsOfTheLastPlace() {
        #expect(difference(1 + 2 * 2.220446049250313e-16, 1).ulps == 2)
        #expect(difference(1 + 4 * 2.220446049250313e-16, 1).share == 1)
        #expect(difference(1 + 5 * 2.220446049250313e-16, 1).share > 1)
        #expect(difference(Double(Float(1).nextUp), 1, .float32).ulps == 1)
        // Denormals are 1 apart wherever they are.
        #expect(difference(3 * .leastNonzeroMagnitude, .leastNonzeroMagnitude).ulps == 2)
    }

    @Test func measuresAgainstTheScaleIfLarger() {
        #expect(difference(0.5, 0.25, scale: 1024 * 1024).ulps == 0.25 / 1048576.0.ulp)
        #expect(difference(0.5, 0.25, scale: .nan).ulps == difference(0.5, 0.25).ulps)
    }

    @Test func theInputsLastPlacesCount() {
        #expect(difference(1.5, 1, inputUlps: 2, sensitivity: 0.25).share <= 1)
        #expect(difference(1.5, 1, inputUlps: 1, sensitivity: 0.25).share > 1)
    }

    @Test func specialNumbersAgreeOrDoNot() {
        for (a, b) in [(Double.nan, Double.nan), (.infinity, .infinity), (0, -0.0)] {
            #expect(difference(a, b).ulps == 0 && difference(a, b).share == 0)
        }
        let pairs: [(Double, Double)] = [
            (.nan, 1), (1, .nan), (.infinity, -Double.infinity), (.infinity, 1), (1, .infinity),
            (.nan, .infinity),
        ]
        for (a, b) in pairs { #expect(difference(a, b).share > 1, "\(a) \(b)") }
    }

    @Test func infinityIsTheNumberAfterTheLargest() {
        let largest = Double.greatestFiniteMagnitude
        #expect(difference(.infinity, largest).ulps == 1)
        #expect(difference(largest.nextDown, .infinity).share > 1)
        let single = Double(Float.greatestFiniteMagnitude)
        #expect(difference(.infinity, single, .float32).ulps == 1)
        // What is too large for a Float, as a Double, is infinite as a Float.
        #expect(difference(.infinity, 1e39, .float32).ulps == 0)
        #expect(difference(single, single * (1 + 1e-8), .float32).share <= 1)
    }

    @Test func aBoundOfZeroAllowsNothing() {
        #expect(difference(1.0.nextUp, 1, ulps: 0).share > 1)
        #expect(difference(1, 1, ulps: 0).share == 0)
    }

    @Test func nudgesMoveByEightPlaces() {
        #expect(Difference.nudged(1, up: true, .float64) == 1 + 8 * 1.0.ulp)
        #expect(Difference.nudged(0, up: false, .float64) == -8 * Double.leastNonzeroMagnitude)
        #expect(Difference.nudged(2, up: true, .float32) == Double(2 + 8 * Float(2).ulp))
        #expect(Difference.nudged(.infinity, up: false, .float64) == .infinity)
        #expect(Difference.nudged(.greatestFiniteMagnitude, up: true, .float64).isFinite)
    }
}
