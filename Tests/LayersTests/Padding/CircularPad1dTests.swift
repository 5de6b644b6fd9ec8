import Layers
import TestSupport
import Testing

struct CircularPad1dTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: CircularPad1d.self) }

    @Test func eachEndHasItsOwn() throws {
        let x = try constant([1, 2, 3], [1, 3])
        #expect(try CircularPad1d([1, 2])(x).values == [3, 1, 2, 3, 1, 2])
        #expect(try CircularPad1d(1)(x).shape == [1, 5])
        #expect(
            errorText { _ = try CircularPad1d([1, 2, 3, 4]) }
                == "CircularPad1d: expected a padding of one number or of 2; got [1, 2, 3, 4].")
        #expect(
            errorText { _ = try CircularPad1d(1)(.zeros(3)) }.hasPrefix(
                "CircularPad1d: expected [n, channels, length]"))
    }
}
