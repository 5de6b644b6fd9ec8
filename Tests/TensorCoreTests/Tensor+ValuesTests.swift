import TensorCore
import TestSupport
import Testing

struct TensorValuesTests {
    @Test func elementsComeInCOrder() throws {
        let x = try Tensor([[1, 2, 3], [4, 5, 6]])
        let turned = x.view(x.body.view.permuted([1, 0]))
        #expect(turned.toArray(as: Int.self) == [1, 4, 2, 5, 3, 6])
        #expect(try Tensor.zeros(0, 3).toArray(as: Float.self) == [])
    }

    @Test func elementsAreConverted() throws {
        let x = try Tensor([-1.5, 300, 0], dtype: .float64)
        #expect(x.toArray(as: Float.self) == [-1.5, 300, 0])
        #expect(x.toArray(as: Int.self) == [-1, 300, 0])
        #expect(x.toArray(as: UInt8.self) == [255, 44, 0])
        #expect(x.toArray(as: Bool.self) == [true, true, false])
        let special = try constant([nan, 1e20, -infinity])
        #expect(special.toArray(as: Int32.self) == [.min, .min, .min])
        #expect(special.toArray(as: Int64.self) == [.min, .min, .min])
        #expect(try Tensor([UInt64.max]).toArray(as: Double.self) == [0x1p64])
    }

    @Test func trackedTensorsCanBeRead() throws {
        #expect(try leaf([2]).toArray(as: Float.self) == [2])
    }

    @Test func theOnlyElement() throws {
        #expect(try Tensor(2.5).item() == 2.5)
        #expect(try Tensor([[7]]).item(as: Int.self) == 7)
        #expect(try Tensor([true]).item() == 1)
        for shape in [[0], [2], [1, 2]] as [Shape] {
            let text = errorText { _ = try Tensor.zeros(shape).item() }
            #expect(
                text == "item: expected one element; got \(shape). Reduce first, or use "
                    + "toArray(as:).")
        }
    }
}
