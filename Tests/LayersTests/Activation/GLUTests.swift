import Layers
import TestSupport
import Testing

struct GLUTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: GLU.self) }

    @Test func gatesOneHalfByTheOther() throws {
        let y = try GLU()(constant([1, 2, 0, 0], [1, 4]))
        #expect(y.shape == [1, 2] && y.values == [0.5, 1])
        #expect(try GLU(dim: 0)(constant([1, 2, 0, 0], [4, 1])).shape == [2, 1])
    }

    @Test func gradients() throws { try checkGradients(of: GLU(), at: sample([2, 4])) }
}
