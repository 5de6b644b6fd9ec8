import Autograd
import TestSupport
import Testing

struct TensorNotFiniteTests {
    private func flags(_ tensor: Tensor) -> [Bool] {
        #expect(tensor.dtype == .bool && !tensor.requiresGrad)
        return tensor.toArray(as: Bool.self)
    }

    @Test(arguments: [DType.float16, .bfloat16, .float32, .float64])
    func tellsThemApart(dtype: DType) throws {
        let x = try leaf([1, nan, infinity, -infinity], nil, dtype)
        #expect(flags(x.isNaN()) == [false, true, false, false])
        #expect(flags(x.isInf()) == [false, false, true, true])
        #expect(flags(x.isPosInf()) == [false, false, true, false])
        #expect(flags(x.isNegInf()) == [false, false, false, true])
        #expect(flags(x.isFinite()) == [true, false, false, false])
    }

    @Test func integersAreFinite() throws {
        let x = try Tensor([Int64.min, 0, Int64.max])
        #expect(
            flags(x.isFinite()) == [true, true, true] && flags(x.isNaN()).contains(true) == false)
        #expect(flags(x.isInf()) == [false, false, false])
    }
}
