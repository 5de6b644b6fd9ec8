import Autograd
import GradientCheck
import TestSupport
import Testing

struct LongShortTermMemoryTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(LongShortTermMemory.self) }

    /// With all gates half open, c = c/2 + tanh(g)/2 and h = tanh(c)/2.
    @Test func gatesOfZeroAreHalfOpen() throws {
        let zeros = try Tensor.zeros([4, 1], dtype: .float64)
        let inputs = [
            try constant([5], [1, 1, 1]), try constant([3], [1, 1]), try constant([2], [1, 1]),
            zeros, zeros,
        ]
        let outputs = try LongShortTermMemory()(inputs)
        #expect(outputs[2].values == [1])
        #expect(near(outputs[0].values, [0.380_797_077_977_882_4]))
        #expect(outputs[1].values == outputs[0].values)
    }

    @Test func hazards() throws {
        // Gates far from 0 are closed or open, and have no slope.
        let weight = try constant([1000, -1000, 1000, 1000], [4, 1])
        let zeros = try Tensor.zeros([4, 1], dtype: .float64)
        let x = try leaf([1], [1, 1, 1])
        let outputs = try LongShortTermMemory()([
            x, constant([3], [1, 1]), constant([7], [1, 1]), weight, zeros,
        ])
        #expect(outputs[2].values == [1])
        try outputs[0].sum().backward()
        #expect(x.grad?.values == [0])
    }
}
