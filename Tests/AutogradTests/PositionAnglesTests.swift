import Autograd
import TestSupport
import Testing

struct PositionAnglesTests {
    @Test func ratesFallFromOne() throws {
        let angles = try PositionAngles(width: 3, count: 2, base: 8, "angles")
        // Rates 1 and 8^(−2/3) = 1/4.
        #expect(
            near(
                try angles.sines().values,
                [0, 0, 0.841_470_984_807_896_5, 0.247_403_959_254_522_94]))
        #expect(
            near(
                try angles.cosines().values,
                [1, 1, 0.540_302_305_868_139_8, 0.968_912_421_710_644_7]))
        #expect(try angles.sines().shape == [2, 2])
    }

    @Test func moreThanMemoryHoldsAreRefused() throws {
        #expect(
            errorText { _ = try PositionAngles(width: 1 << 20, count: 1 << 20, base: 2, "angles") }
                .hasPrefix("angles: expected at most 2^28 angles; got 1048576 places with 524288"))
    }
}
