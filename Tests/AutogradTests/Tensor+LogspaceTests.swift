import Autograd
import TestSupport
import Testing

struct TensorLogspaceTests {
    @Test func exponentsAreEvenlySpaced() throws {
        let powers = try Tensor.logspace(-2, 2, steps: 5, dtype: .float64).values
        #expect(near(powers, [0.01, 0.1, 1, 10, 100], within: 1e-13))
        let twos = try Tensor.logspace(0, 3, steps: 4, base: 2)
        #expect(twos.dtype == .float32 && twos.values == [1, 2, 4, 8])
        #expect(try Tensor.logspace(1, 2, steps: 0).shape == [0])
        #expect(errorText { _ = try Tensor.logspace(0, 1, steps: -1) }.contains("got -1"))
    }
}
