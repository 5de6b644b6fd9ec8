import GradientCheck
import Kernels
import LinAlgKit
import Testing

struct RoundKernelTests {
    @Test(arguments: [-2, 0, 3])
    func hasTheBitsOfThePortableLoop(decimals: Int) throws {
        // Not a multiple of eight.
        let x = try Tensor.uniform(
            [1003], low: -500, high: 500, generator: Generator(seed: 5))
        let fast = x.round(decimals: decimals).toArray(as: Float.self)
        let portable = Runtime.withPortableKernels { x.round(decimals: decimals) }
        #expect(fast == portable.toArray(as: Float.self))
    }

    @Test func passesTheCheckOfTheOperation() throws {
        for operation in Catalogue.operations(named: "round") { try checkOperation(operation) }
    }
}
