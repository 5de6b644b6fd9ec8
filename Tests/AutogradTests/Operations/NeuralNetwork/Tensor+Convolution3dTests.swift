import Autograd
import TestSupport
import Testing

struct TensorConvolution3dTests {
    @Test func sumsOverACube() throws {
        let x = try constant((0..<27).map(Double.init), [1, 1, 3, 3, 3])
        let weight = try Tensor.ones([1, 1, 2, 2, 2], dtype: .float64)
        // The eight numbers from a corner on: 8 first + 2 (1 + 3 + 9) · 2.
        #expect(
            try x.conv3d(weight: weight).values
                == [0, 1, 3, 4, 9, 10, 12, 13].map { 8 * $0 + 4 * 13.0 })
        #expect(try x.conv3d(weight: weight, padding: .same).shape == x.shape)
        #expect(try x[0].conv3d(weight: weight, stride: 2, padding: 1).shape == [1, 2, 2, 2])
    }

    @Test func planesAreAddedInTheKernelsOrder() throws {
        let x = try constant([1, 2, 3], [1, 3, 1, 1])
        let weight = try constant([1, 10], [1, 1, 2, 1, 1])
        #expect(try x.conv3d(weight: weight, bias: constant([0.5])).values == [21.5, 32.5])
        #expect(try x.conv3d(weight: weight, dilation: Size3(2, 1, 1)).values == [31])
    }

    @Test func whatDoesNotFitIsNamed() throws {
        let (x, weight) = (try Tensor.zeros(1, 2, 3, 3, 3), try Tensor.zeros(4, 2, 2, 2, 2))
        for (input, kernel) in [
            (x, try Tensor.zeros(4, 3, 2, 2, 2)), (x, try Tensor.zeros(4, 2, 4, 1, 1)),
            (x, try Tensor.zeros(4, 2, 1, 1, 4)), (try Tensor.zeros(3, 3, 3), weight),
            (x, try Tensor.zeros(4, 2, 0, 1, 1)), (x, try weight.to(dtype: .float64)),
        ] {
            let text = errorText { _ = try input.conv3d(weight: kernel) }
            #expect(text.hasPrefix("conv3d: expected") && text.contains("\(input.shape)"))
        }
        #expect(errorText { _ = try x.conv3d(weight: weight, groups: 0) }.contains("groups 0"))
        #expect(errorText { _ = try x.conv3d(weight: weight, stride: 0) }.contains("stride 0×0×0"))
        #expect(
            errorText { _ = try x.conv3d(weight: weight, stride: 2, padding: .same) }
                .contains("a stride of 1 with padding same"))
    }
}
