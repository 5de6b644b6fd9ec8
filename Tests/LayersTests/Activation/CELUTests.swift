import Layers
import TestSupport
import Testing

struct CELUTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: CELU.self) }

    @Test func bendsWithoutAKink() throws {
        let e = 2.718281828459045
        #expect(try near(CELU(2)(constant([-2, 0, 3])).values, [2 * (1 / e - 1), 0, 3]))
    }

    @Test func refusesAlphaZero() {
        #expect(
            errorText { _ = try CELU(0)(sample([2])) }
                == "celu: expected an alpha other than 0; got 0. (in CELU)")
    }

    @Test func gradients() throws { try checkGradients(of: CELU(), at: sample([2, 4])) }
}
