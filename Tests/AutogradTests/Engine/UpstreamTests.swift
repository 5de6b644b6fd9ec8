import Autograd
import TestSupport
import Testing

/// Gradients of calls with several outputs, as their rules see them.
struct UpstreamTests {
    @Test func eachOutputsGradientArrivesAlone() throws {
        let x = try leaf([2])
        let outputs = try SquareAndCube()(x)
        let (square, cube) = (outputs.first, outputs.second)
        #expect(try grad(of: [square], wrt: [x], retainGraph: true)[0]?.values == [4])
        #expect(try grad(of: [cube], wrt: [x], retainGraph: true)[0]?.values == [12])
        #expect(try grad(of: [square, cube], wrt: [x])[0]?.values == [16])
    }

    @Test func gradientsOfOneOutputAddUp() throws {
        let x = try leaf([2])
        let cube = try SquareAndCube()(x).second
        try (cube * 2 + cube * 3 + cube).sum().backward()
        #expect(x.grad?.values == [72])
    }

    /// Adding up in place must not change what somebody else holds.
    @Test func aGradientThatIsHeldIsNotWrittenOver() throws {
        let x = try leaf([2])
        let h = x * 1
        let seed = try constant([1])
        // Both roots are h: its upstream gradients are the same tensor twice.
        let gradients = try grad(of: [h, h], wrt: [x], gradients: [seed, seed])
        #expect(gradients[0]?.values == [2] && seed.values == [1])
    }
}
