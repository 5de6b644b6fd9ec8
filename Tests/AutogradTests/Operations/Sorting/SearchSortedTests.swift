import Autograd
import GradientCheck
import TestSupport
import Testing

struct SearchSortedTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(SearchSorted.self) }

    @Test func leftAndRight() throws {
        let sorted = try constant([1, 2, 2, 3])
        let values = try constant([0, 1, 2, 3, 4, nan])
        #expect(try sorted.searchSorted(values).toArray(as: Int.self) == [0, 0, 1, 3, 4, 4])
        let right = try sorted.searchSorted(values, right: true)
        #expect(right.dtype == .int64 && right.toArray(as: Int.self) == [0, 1, 3, 4, 4, 4])
        #expect(try values.bucketize(sorted).toArray(as: Int.self) == [0, 0, 1, 3, 4, 4])
    }

    @Test func aLineForEachAndTypesThatMeet() throws {
        let sorted = try Tensor([[1, 3], [10, 30]])
        let places = try sorted.searchSorted(Tensor([[2.5], [9.5]]))
        #expect(places.shape == [2, 1] && places.toArray(as: Int.self) == [1, 0])
        #expect(try Tensor.ones(0).searchSorted(Tensor(2.0)).values == [0])
    }

    @Test func rejectsShapes() throws {
        let text = errorText { _ = try Tensor.ones(2, 3).searchSorted(.ones(3, 3)) }
        #expect(text.hasPrefix("searchSorted: ") && text.contains("[2, 3] and [3, 3]"))
        #expect(errorText { _ = try Tensor(1.0).searchSorted(.ones(3)) }.contains("[] and [3]"))
        #expect(errorText { _ = try Tensor.ones(2).bucketize(.ones(1, 1)) }.hasPrefix("bucketize"))
    }

    /// 2²⁴ + 1 is no `float32`.
    @Test func integersBesideRealsKeepTheirDigits() throws {
        let boundary = try Tensor([16_777_217])
        let value = try Tensor([16_777_216], dtype: .float32)
        #expect(try boundary.searchSorted(value, right: true).values == [0])
    }
}
