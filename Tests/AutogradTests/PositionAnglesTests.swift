import Autograd
import TestSupport
import Testing

struct PositionAnglesTests {
    @Test func ratesFallFromOne() throws {
        let angles = PositionAngles(width: 3, count: 2, base: 8)
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
}
