import Kernels
import TensorCore
import TestSupport
import Testing

struct TensorSpecTests {
    @Test func isShapeAndType() {
        let spec = TensorSpec([2, 3], .int32)
        #expect(spec.shape == [2, 3] && spec.dtype == .int32)
        #expect(
            spec == TensorSpec([2, 3], .int32)
                && spec.hashValue == TensorSpec([2, 3], .int32).hashValue)
        #expect(spec != TensorSpec([3, 2], .int32) && spec != TensorSpec([2, 3], .int64))
        #expect(Set([spec, TensorSpec([2, 3], .int32), TensorSpec([], .int32)]).count == 2)
    }

    @Test func describesATensorInCOrder() throws {
        let x = try Tensor.zeros(2, 3)
        #expect(x.spec.layout === x.body.layout)
        let turned = x.view(x.body.view.permuted([1, 0]))
        #expect(turned.spec == TensorSpec([3, 2], .float32))
        #expect(turned.spec.layout.isContiguous)
        #expect(
            try Tensor.zeros(like: turned).isContiguous
                && Tensor.zeros(like: turned).shape == [3, 2])
    }

    @Test func readsAsTypeAndShape() {
        #expect("\(TensorSpec([2, 3], .float32))" == "float32 [2, 3]")
    }
}
