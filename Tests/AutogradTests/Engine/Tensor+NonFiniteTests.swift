import Autograd
import Kernels
import TestSupport
import Testing

struct TensorNonFiniteTests {
    @Test func findsTheFirstInCOrder() throws {
        let x = try constant([1, 2, 3, nan, -infinity, 6], [2, 3])
        let first = try #require(try x.firstNonFinite())
        #expect(first.index == [1, 0] && first.value.isNaN)
        let turned = try #require(try x.t().firstNonFinite())
        #expect(turned.index == [0, 1])
        let column = try #require(try x.narrow(dim: 1, start: 1, length: 1).firstNonFinite())
        #expect(column.index == [1, 0] && column.value == -infinity)
        #expect(try constant([infinity], []).firstNonFinite()?.index == [])
    }

    @Test func finiteTensorsHaveNone() throws {
        #expect(try constant([1, -2, 0]).firstNonFinite() == nil)
        #expect(try constant([], [0, 3]).firstNonFinite() == nil)
        #expect(try Tensor([1, 2], dtype: .int64).firstNonFinite() == nil)
        // The sum of these is not finite.
        #expect(try constant([1.5e308, 1.5e308]).firstNonFinite() == nil)
    }

    @Test func looksThroughEveryFloatingPointType() throws {
        for dtype in [DType.float16, .bfloat16, .float32, .float64] {
            #expect(try constant([0, nan], dtype).firstNonFinite()?.index == [1], "\(dtype)")
            #expect(try constant([0, 1], dtype).firstNonFinite() == nil, "\(dtype)")
        }
    }

    @Test func nothingIsRecorded() throws {
        let x = try leaf([1, infinity])
        #expect(try x.firstNonFinite()?.value == infinity)
        #expect(x.grad == nil)
    }
}
