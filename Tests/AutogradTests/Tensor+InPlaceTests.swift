import Autograd
import TestSupport
import Testing

struct TensorInPlaceTests {
    @Test("seed defect 21: in-place changes after the forward pass do not corrupt gradients")
    func savedTensorsKeepTheirValues() throws {
        let x = try leaf([1, 2])
        var h = x * 1
        let y = h.square().sum()
        try noGrad { try h *= 100 }
        try y.backward()
        #expect(x.grad?.values == [2, 4])
    }

    @Test func aViewKeepsItsValues() throws {
        var x = try constant([1, 2, 3, 4], [2, 2])
        let row = try x[0]
        try x += 10
        #expect(row.values == [1, 2] && x.values == [11, 12, 13, 14])
    }

    @Test func aRecordedChangeIsPartOfTheGraph() throws {
        let x = try leaf([3])
        var y = x * 1
        try y *= x
        try y += 1
        #expect(y.requiresGrad && !y.isLeaf)
        try y.sum().backward()
        #expect(x.grad?.values == [6])
    }

    @Test func aLeafStaysALeafUnderNoGrad() throws {
        var x = try leaf([3])
        try x.square().sum().backward()
        let step = try #require(x.grad)
        try noGrad { try x -= step * 0.5 }
        #expect(x.isLeaf && x.requiresGrad && x.values == [0] && x.grad?.values == [6])
    }

    @Test func anUnsharedTensorIsChangedWhereItLies() throws {
        var x = try constant([1, 2])
        let address = x.body.pointer
        try x += 1
        try x *= constant([2, 3])
        #expect(x.body.pointer == address && x.values == [4, 9])
        let copy = x
        try x -= 1
        #expect(x.body.pointer != address && copy.values == [4, 9] && x.values == [3, 8])
    }

    @Test func aTensorMayBeCombinedWithItself() throws {
        var x = try constant([1, 2])
        try x += x
        #expect(x.values == [2, 4])
        try x *= x[.range(step: -1)]
        #expect(x.values == [8, 8])
        try x /= x
        #expect(x.values == [1, 1])
    }

    @Test func rejectsResultsThatDoNotFit() throws {
        var x = try Tensor([1, 2])
        let text = errorText { try x += 1.5 }
        #expect(text.hasPrefix("add=: expected a result that fits int64 [2]; got float32 [2]"))
        let wide = errorText { try x += Tensor([[1, 2], [3, 4]]) }
        #expect(wide.contains("got int64 [2, 2]"))
        #expect(x.toArray(as: Int.self) == [1, 2])
    }

    @Test func transposedAndHalfPrecisionTensors() throws {
        var x = try constant([1, 2, 3, 4], [2, 2]).t()
        try x += constant([10, 20])
        #expect(x.values == [11, 23, 12, 24])
        var half = try Tensor([1.0], dtype: .float16)
        try half += 0.5
        #expect(half.dtype == .float16 && half.values == [1.5])
    }
}
