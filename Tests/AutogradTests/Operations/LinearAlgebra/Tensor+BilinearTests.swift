import Autograd
import TestSupport
import Testing

struct TensorBilinearTests {
    @Test func aFormForEachOutput() throws {
        let (x, y) = (try constant([1, 2]), try constant([3, 4]))
        let weight = try constant([1, 0, 0, 1, 0, 1, 0, 0], [2, 2, 2])
        #expect(try bilinear(x, y, weight: weight).values == [11, 4])
        #expect(try bilinear(x, y, weight: weight, bias: constant([1, -1])).values == [12, 3])
    }

    @Test func whatDoesNotFitIsNamed() throws {
        let weight = try Tensor.zeros(2, 3, 4)
        for (x, y) in [([2, 3], [2, 3]), ([2, 3], [3, 4]), ([3], [1, 4]), ([], [4])]
            as [(Shape, Shape)]
        {
            #expect(
                errorText { _ = try bilinear(.zeros(x), .zeros(y), weight: weight) }
                    .hasPrefix("bilinear: expected [..., inputs1]"))
        }
        #expect(
            errorText {
                _ = try bilinear(.zeros(3), .zeros([4], dtype: .float64), weight: weight)
            }.contains("float64"))
    }
}
