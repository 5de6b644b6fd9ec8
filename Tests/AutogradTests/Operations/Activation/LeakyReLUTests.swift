import Autograd
import GradientCheck
import TestSupport
import Testing

struct LeakyReLUTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(LeakyReLU.self) }

    @Test func hazards() throws {
        try expectHazards([
            (0, 0, 0.25), (-4, -1, 0.25), (3, 3, 1), (-infinity, -infinity, 0.25),
            (infinity, infinity, 1),
        ]) { $0.leakyRelu(0.25) }
    }

    @Test func theDefaultSlopeIsAHundredth() throws {
        let x = try leaf([-1, 0])
        #expect(x.leakyRelu().values == [-0.01, 0])
        #expect(try gradient(at: x) { $0.leakyRelu() }.values == [0.01, 0.01])
        #expect(same(try constant([nan]).leakyRelu().values, [nan]))
    }
}
