import Autograd
import GradientCheck
import TestSupport
import Testing

struct LinearRecurrenceTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(LinearRecurrence.self) }

    @Test func bothDirections() throws {
        let (a, b) = (try constant([9, 2, 3]), try constant([1, 1, 1]))
        #expect(try LinearRecurrence(dim: 0)(Pair(a, b)).values == [1, 3, 10])
        #expect(try LinearRecurrence(dim: 0, isReversed: true)(Pair(a, b)).values == [9, 4, 1])
    }

    @Test func rejectsShapesAndTypes() throws {
        let scan = LinearRecurrence(dim: 0)
        let text = errorText { _ = try scan(Pair(.ones(2), .ones(3))) }
        #expect(
            text.hasPrefix("linearRecurrence: ") && text.contains("[2]") && text.contains("[3]"))
        #expect(errorText { _ = try scan(Pair(Tensor([1]), Tensor([1]))) }.contains("int64"))
    }
}
