import Layers
import TestSupport
import Testing

struct ReplicationPad2dTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: ReplicationPad2d.self) }

    @Test func eachSideHasItsOwn() throws {
        let x = try constant([1, 2, 3, 4], [1, 2, 2])
        #expect(try ReplicationPad2d([0, 1, 1, 0])(x).values == [1, 2, 2, 1, 2, 2, 3, 4, 4])
        #expect(try ReplicationPad2d(1)(x).shape == [1, 4, 4])
        #expect(
            errorText { _ = try ReplicationPad2d([1, 2]) }
                == "ReplicationPad2d: expected a padding of one number or of 4; got [1, 2].")
    }
}
