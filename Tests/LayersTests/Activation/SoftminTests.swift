import Layers
import TestSupport
import Testing

struct SoftminTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: Softmin.self) }

    @Test func theLeastGetsMost() throws {
        let x = try sample([3, 4])
        #expect(try near(Softmin(dim: 0)(x).values, Softmax(dim: 0)(-x).values))
    }

    @Test func gradients() throws { try checkGradients(of: Softmin(), at: sample([2, 4])) }
}
