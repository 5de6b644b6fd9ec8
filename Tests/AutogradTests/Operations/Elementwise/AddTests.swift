import Autograd
import GradientCheck
import TestSupport
import Testing

struct AddTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Add.self) }

    @Test func broadcastsBothWays() throws {
        let a = try leaf([1, 2], [2, 1])
        let b = try leaf([10, 20, 30], [3])
        let sum = try a + b
        #expect(sum.shape == [2, 3] && sum.values == [11, 21, 31, 12, 22, 32])
        try sum.sum().backward()
        #expect(a.grad?.values == [3, 3] && a.grad?.shape == [2, 1])
        #expect(b.grad?.values == [2, 2, 2] && b.grad?.shape == [3])
    }

    @Test func namesBothShapesWhenTheyDoNotBroadcast() throws {
        let text = errorText { _ = try Tensor.ones(2, 3) + Tensor.ones(4) }
        #expect(text.hasPrefix("add: expected shapes that broadcast together; got [2, 3] and [4]"))
    }

    @Test func integersWrapAndBooleansOr() throws {
        let top = try Tensor([Int64.max]) + Tensor([1])
        #expect(top.toArray(as: Int64.self) == [Int64.min])
        let either = try Tensor([true, false]) + Tensor([true, true])
        #expect(either.dtype == .bool && either.toArray(as: Bool.self) == [true, true])
    }

    @Test("seed defect 15: types are kept and promoted, never turned into float32")
    func keepsTypes() throws {
        let large = try Tensor([16_777_217]) + 0
        #expect(large.dtype == .int64 && large.toArray(as: Int64.self) == [16_777_217])
        #expect(
            try (Tensor([1], dtype: .float64) + Tensor([1.5], dtype: .float32)).dtype == .float64)
        #expect(try (Tensor([1], dtype: .int32) + Tensor([1], dtype: .int64)).dtype == .int64)
        #expect(try (Tensor([1], dtype: .uint8) + Tensor([1.5])).dtype == .float32)
        #expect(try (Tensor([1], dtype: .int32) + 1.5).dtype == .float32)
        #expect(try (Tensor([1], dtype: .float64) + 1.5).dtype == .float64)
        #expect(try (Tensor([true]) + 1).dtype == .int64)
    }

    @Test func gradientsComeBackInEachInputsType() throws {
        let single = try leaf([1, 2], nil, .float32)
        let double = try leaf([1, 2])
        try (single + double).sum().backward()
        #expect(single.grad?.dtype == .float32 && double.grad?.dtype == .float64)
    }

    @Test("seed defect 8: [4, 1] and [4] broadcast with gradients of each own shape")
    func columnAndRow() throws {
        let (a, b) = (try leaf([1, 2, 3, 4], [4, 1]), try leaf([1, 2, 3, 4]))
        try (a + b).mean().backward()
        #expect(a.grad?.values == [0.25, 0.25, 0.25, 0.25])
        #expect(b.grad?.values == [0.25, 0.25, 0.25, 0.25])
    }
}
