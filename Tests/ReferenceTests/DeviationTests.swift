import ReferenceSupport
import TensorCore
import Testing

@Suite struct DeviationTests {
    @Test(
        arguments: [
            (1.0, 1.0, 0.0), (1 + .ulpOfOne, 1, 1), (1, 1 + .ulpOfOne, 1), (-1, 1, 2 / .ulpOfOne),
            (4, 4 + 4 * .ulpOfOne, 1), (0, .leastNonzeroMagnitude, 1), (.infinity, .infinity, 0),
            (.nan, .nan, 0),
            (-0.0, 0, 0),
        ] as [(Double, Double, Double)])
    func countsUnitsOfFloat64(ours: Double, theirs: Double, expected: Double) {
        #expect(ulps(ours, theirs, .float64) == expected)
    }

    @Test(arguments: [
        (Double.infinity, 1.0), (1, .infinity), (-.infinity, .infinity), (.nan, 1), (1, .nan),
        (.nan, .infinity), (.infinity, .nan),
    ])
    func whatIsNotFiniteMustBeEqual(ours: Double, theirs: Double) {
        #expect(ulps(ours, theirs, .float64) == .infinity)
        #expect(ulps(ours, theirs, .float32) == .infinity)
    }

    /// A correctly rounded result of float32 is at most half a unit from the number itself.
    @Test func countsPartsOfUnitsOfFloat32() {
        for number in [0.1, 1 / 3.0, 1e-40, 3.0e38, -123.456] {
            #expect(ulps(Double(Float(number)), number, .float32) <= 0.5)
            #expect(ulps(Double(Float(number).nextUp), number, .float32) > 0.5)
        }
        #expect(ulps(Double(Float(0.1).nextUp), Double(Float(0.1)), .float32) == 1)
    }

    @Test func beyondFloat32InfinityIsRight() {
        #expect(ulps(.infinity, 1e39, .float32) == 0)
        #expect(ulps(Double(Float.greatestFiniteMagnitude), 1e39, .float32) == .infinity)
        #expect(ulps(0, 1e-60, .float32) < 1e-10)
    }

    @Test func unitsMayBeThoseOfALargerSize() {
        #expect(ulps(0.5 + .ulpOfOne, 0.5, .float64, size: 4) == 0.25)
        #expect(ulps(8 + 8 * .ulpOfOne, 8, .float64, size: 4) == 1)
    }
}
