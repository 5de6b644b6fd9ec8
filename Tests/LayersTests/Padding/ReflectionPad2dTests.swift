import Layers
import TestSupport
import Testing

struct ReflectionPad2dTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: ReflectionPad2d.self) }

    @Test func eachSideHasItsOwn() throws {
        let x = try constant([1, 2, 3, 4], [1, 2, 2])
        #expect(try ReflectionPad2d([0, 1, 1, 0])(x).values == [3, 4, 3, 1, 2, 1, 3, 4, 3])
        #expect(try ReflectionPad2d(1)(x).shape == [1, 4, 4])
        #expect(
            errorText { _ = try ReflectionPad2d([1, 2]) }
                == "ReflectionPad2d: expected a padding of one number or of 4; got [1, 2].")
    }
}
