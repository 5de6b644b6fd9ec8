import Layers
import TestSupport
import Testing

struct SiLUTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: SiLU.self) }

    @Test func isXTimesItsSigmoid() throws {
        let x = try sample([2, 3])
        #expect(try near(SiLU()(x).values, (x * x.sigmoid()).values))
    }

    @Test func gradients() throws { try checkGradients(of: SiLU(), at: sample([2, 3])) }
}
