import Layers
import TestSupport
import Testing

struct ConstantPad1dTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: ConstantPad1d.self) }

    @Test func eachEndHasItsOwn() throws {
        let x = try constant([1, 2, 3], [1, 3])
        #expect(try ConstantPad1d([1, 2], value: 9)(x).values == [9, 1, 2, 3, 9, 9])
        #expect(try ConstantPad1d(1, value: 9)(x).shape == [1, 5])
        #expect(
            errorText { _ = try ConstantPad1d([1, 2, 3, 4], value: 9) }
                == "ConstantPad1d: expected a padding of one number or of 2; got [1, 2, 3, 4].")
        #expect(
            errorText { _ = try ConstantPad1d(1, value: 9)(.zeros(3)) }.hasPrefix(
                "ConstantPad1d: expected [n, channels, length]"))
    }
}
