import Layers
import TestSupport
import Testing

struct ZeroPad2dTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: ZeroPad2d.self) }

    @Test func eachSideHasItsOwn() throws {
        let x = try constant([1, 2, 3, 4], [1, 2, 2])
        #expect(try ZeroPad2d([0, 1, 1, 0])(x).values == [0, 0, 0, 1, 2, 0, 3, 4, 0])
        #expect(try ZeroPad2d(1)(x).shape == [1, 4, 4])
        #expect(
            errorText { _ = try ZeroPad2d([1, 2]) }
                == "ZeroPad2d: expected a padding of one number or of 4; got [1, 2].")
    }
}
