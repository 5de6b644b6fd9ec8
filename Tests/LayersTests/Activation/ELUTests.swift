import Layers
import TestSupport
import Testing

struct ELUTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: ELU.self) }

    @Test func bendsBelowZero() throws {
        let e = 2.718281828459045
        #expect(try near(ELU()(constant([-1, 0, 2])).values, [1 / e - 1, 0, 2]))
        #expect(try near(ELU(0.5)(constant([-1, 3])).values, [0.5 * (1 / e - 1), 3]))
    }

    @Test func gradients() throws { try checkGradients(of: ELU(), at: sample([2, 4])) }
}
