import Autograd
import GradientCheck
import TestSupport
import Testing

struct LessTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Less.self) }

    @Test func comparesAndTreatsNotANumber() throws {
        let (a, b) = (try constant([1, 2, 3, nan]), try constant([2]))
        let result = try a .< b
        #expect(result.dtype == .bool)
        #expect(result.toArray(as: Bool.self) == [true, false, false, false])
        #expect((a .< 2).toArray(as: Bool.self) == [true, false, false, false])
    }

    @Test func typesMeet() throws {
        let result = try Tensor([1, 2, 3], dtype: .int32) .< Tensor([2.0, 2.0, 2.0])
        #expect(result.toArray(as: Bool.self) == [true, false, false])
        let flags = try Tensor([false, true]) .< Tensor([true, true])
        #expect(flags.toArray(as: Bool.self) == [true, false])
    }

    @Test func largeIntegersAreNotRounded() throws {
        let large = try Tensor([9_007_199_254_740_993]) .< Tensor([9_007_199_254_740_992])
        #expect(large.toArray(as: Bool.self) == [false])
    }

    @Test func namesBothShapesAndDoesNotTrack() throws {
        let text = errorText { _ = try Tensor.ones(2) .< Tensor.ones(3) }
        #expect(text.hasPrefix("less: ") && text.contains("[2] and [3]"))
        #expect(try !(leaf([1]) .< 0).requiresGrad)
    }
}
