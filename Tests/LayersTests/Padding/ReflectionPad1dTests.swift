import Layers
import TestSupport
import Testing

struct ReflectionPad1dTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: ReflectionPad1d.self) }

    @Test func eachEndHasItsOwn() throws {
        let x = try constant([1, 2, 3], [1, 3])
        #expect(try ReflectionPad1d([1, 2])(x).values == [2, 1, 2, 3, 2, 1])
        #expect(try ReflectionPad1d(1)(x).shape == [1, 5])
        #expect(
            errorText { _ = try ReflectionPad1d([1, 2, 3, 4]) }
                == "ReflectionPad1d: expected a padding of one number or of 2; got [1, 2, 3, 4].")
        #expect(
            errorText { _ = try ReflectionPad1d(1)(.zeros(3)) }.hasPrefix(
                "ReflectionPad1d: expected [n, channels, length]"))
    }
}
