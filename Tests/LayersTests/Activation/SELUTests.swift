import Layers
import TestSupport
import Testing

struct SELUTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: SELU.self) }

    @Test func scalesBothSides() throws {
        // λ and λ α (1/e − 1).
        let y = try SELU()(constant([1, -1])).values
        #expect(near(y, [1.0507009873554805, -1.1113307378125625]))
    }

    @Test func gradients() throws { try checkGradients(of: SELU(), at: sample([2, 3])) }
}
