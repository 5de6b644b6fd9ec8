import TensorCore
import TestSupport
import Testing

struct TensorLikeTests {
    @Test func shapeAndTypeAreThoseOfTheOther() throws {
        let x = try Tensor.full([2, 3], 7, dtype: .bfloat16)
        let generator = Generator(seed: 1)
        let all = [
            try Tensor.zerosLike(x), try .onesLike(x), try .fullLike(x, 4),
            try .randnLike(x, generator: generator), try .randLike(x, generator: generator),
            try .randintLike(x, 2, 3, generator: generator),
        ]
        for tensor in all { #expect(tensor.shape == [2, 3] && tensor.dtype == .bfloat16) }
        #expect(
            zip(all, [0.0, 1, 4]).allSatisfy { x, value in x.values.allSatisfy { $0 == value } })
        #expect(all[5].values.allSatisfy { $0 == 2 } && Set(all[4].values).count > 1)
        #expect(try Tensor.onesLike(x, dtype: .int64).dtype == .int64)
        #expect(try Tensor.zerosLike(x, requiresGrad: true).requiresGrad)
    }

    @Test func randomOnesAreThoseOfTheGenerator() throws {
        let x = try Tensor.zeros(4)
        #expect(
            try Tensor.randnLike(x, generator: Generator(seed: 2)).values
                == Tensor.randn(4, generator: Generator(seed: 2)).values)
        #expect(errorText { _ = try Tensor.randnLike(.arange(2)) }.contains("got int64"))
    }
}
