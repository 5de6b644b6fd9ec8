import Layers
import TestSupport
import Testing

struct ReplicationPad1dTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: ReplicationPad1d.self) }

    @Test func eachEndHasItsOwn() throws {
        let x = try constant([1, 2, 3], [1, 3])
        #expect(try ReplicationPad1d([1, 2])(x).values == [1, 1, 2, 3, 3, 3])
        #expect(try ReplicationPad1d(1)(x).shape == [1, 5])
        #expect(
            errorText { _ = try ReplicationPad1d([1, 2, 3, 4]) }
                == "ReplicationPad1d: expected a padding of one number or of 2; got [1, 2, 3, 4].")
        #expect(
            errorText { _ = try ReplicationPad1d(1)(.zeros(3)) }.hasPrefix(
                "ReplicationPad1d: expected [n, channels, length]"))
    }
}
