import Autograd
import GradientCheck
import TestSupport
import Testing

struct TanhRecurrenceTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(TanhRecurrence.self) }

    @Test func addsUpItsSteps() throws {
        let ones = try Tensor.ones([1, 1], dtype: .float64)
        let outputs = try TanhRecurrence()([
            constant([0.5, 0.25], [2, 1, 1]), constant([0], [1, 1]), ones, ones,
        ])
        #expect(near(outputs[0].values, [0.462_117_157_260_009_8, 0.612_002_730_444_865_4]))
        #expect(outputs[1].values == [outputs[0].values[1]])
    }
}
