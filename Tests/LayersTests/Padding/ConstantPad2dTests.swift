import Layers
import TestSupport
import Testing

struct ConstantPad2dTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: ConstantPad2d.self) }

    @Test func eachSideHasItsOwn() throws {
        let x = try constant([1, 2, 3, 4], [1, 2, 2])
        #expect(
            try ConstantPad2d([0, 1, 1, 0], value: 9)(x).values == [9, 9, 9, 1, 2, 9, 3, 4, 9])
        #expect(try ConstantPad2d(1, value: 9)(x).shape == [1, 4, 4])
        #expect(
            errorText { _ = try ConstantPad2d([1, 2], value: 9) }
                == "ConstantPad2d: expected a padding of one number or of 4; got [1, 2].")
    }
}
