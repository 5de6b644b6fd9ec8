import Autograd
import TestSupport
import Testing

struct TensorInterpolateTests {
    @Test func nearestRepeats() throws {
        let x = try constant([1, 2, 3], [1, 1, 3])
        #expect(try x.interpolate(scaleFactor: 2).values == [1, 1, 2, 2, 3, 3])
        #expect(try x.interpolate(size: 2).values == [1, 2])
        #expect(try x.interpolate(size: 2, mode: .nearestExact).values == [1, 3])
        let image = try constant([1, 2, 3, 4], [1, 1, 2, 2])
        #expect(try image.interpolate(size: [1, 4]).values == [1, 1, 2, 2])
        let marks = try Tensor([true, false], shape: [1, 1, 2])
        #expect(try marks.interpolate(size: 3).dtype == .bool)
    }

    @Test func linesBetweenPlaces() throws {
        let x = try constant([0, 4], [1, 1, 2])
        #expect(try x.interpolate(size: 4, mode: .linear).values == [0, 1, 3, 4])
        #expect(
            try x.interpolate(size: 5, mode: .linear, alignCorners: true).values == [0, 1, 2, 3, 4])
        #expect(try x.interpolate(size: 1, mode: .linear).values == [2])
        let half = try constant([0, 4], [1, 1, 2], .bfloat16).interpolate(size: 4, mode: .linear)
        #expect(half.dtype == .bfloat16 && half.values == [0, 1, 3, 4])
    }

    @Test func whatDoesNotFitIsNamed() throws {
        let x = try Tensor.zeros(1, 1, 3)
        #expect(
            errorText { _ = try x.interpolate(size: 2, mode: .bilinear) }.contains("mode bilinear"))
        #expect(errorText { _ = try Tensor.zeros(3, 3).interpolate(size: 2) }.contains("[3, 3]"))
        #expect(errorText { _ = try x.interpolate(size: 2, alignCorners: true) }.contains("linear"))
        for (size, factor) in [
            (nil, nil), ([2], [2.0]), ([0], nil), ([2, 2], nil), (nil, [0.1]), (nil, [.nan]),
            (nil, [.infinity]), (nil, []), (nil, [-1]),
        ] as [([Int]?, [Double]?)] {
            #expect(
                errorText { _ = try x.interpolate(size: size, scaleFactor: factor) }
                    .hasPrefix("interpolate: expected a size or a scaleFactor"))
        }
        #expect(
            errorText { _ = try Tensor([[[1, 2]]]).interpolate(size: 3, mode: .linear) }
                .contains("int64"))
    }
}
