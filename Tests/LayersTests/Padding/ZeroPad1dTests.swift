import Layers
import TestSupport
import Testing

struct ZeroPad1dTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: ZeroPad1d.self) }

    @Test func eachEndHasItsOwn() throws {
        let x = try constant([1, 2, 3], [1, 3])
        #expect(try ZeroPad1d([1, 2])(x).values == [0, 1, 2, 3, 0, 0])
        #expect(try ZeroPad1d(1)(x).shape == [1, 5])
        #expect(
            errorText { _ = try ZeroPad1d([1, 2, 3, 4]) }
                == "ZeroPad1d: expected a padding of one number or of 2; got [1, 2, 3, 4].")
        #expect(
            errorText { _ = try ZeroPad1d(1)(.zeros(3)) }.hasPrefix(
                "ZeroPad1d: expected [n, channels, length]"))
    }
}
