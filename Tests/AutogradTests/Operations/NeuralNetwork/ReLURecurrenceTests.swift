import Autograd
import GradientCheck
import TestSupport
import Testing

struct ReLURecurrenceTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(ReLURecurrence.self) }

    @Test func hazards() throws {
        // PyTorch 2.13: at 0 the slope is 0; a NaN stays.
        let ones = try Tensor.ones([1, 1], dtype: .float64)
        let x = try leaf([0, -1, 2, nan], [4, 1, 1])
        let output = try ReLURecurrence()([x, constant([0], [1, 1]), ones, ones])[0]
        #expect(same(output.values, [0, 0, 2, nan]))
        try output.narrow(dim: 0, start: 0, length: 3).sum().backward()
        #expect(x.grad?.values == [0, 0, 1, 0])
    }
}
