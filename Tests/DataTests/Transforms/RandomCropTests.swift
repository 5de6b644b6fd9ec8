import Data
import TestSupport
import Testing

struct RandomCropTests {
    @Test func everyPlaceComesUp() throws {
        let image = try Tensor.arange(12, dtype: .float32).reshape(1, 3, 4)
        let crop = try RandomCrop(height: 2, width: 3)
        let generator = Generator(seed: 1)
        var corners: Set<Double> = []
        for _ in 0..<60 {
            let part = try crop(image, generator: generator)
            #expect(part.shape == [1, 2, 3])
            let corner = part.values[0]
            #expect(part.values == [0, 1, 2, 4, 5, 6].map { $0 + corner })
            corners.insert(corner)
        }
        #expect(corners == [0, 1, 4, 5])
    }

    @Test func paddingMakesRoom() throws {
        let image = try Tensor.ones(1, 2, 2)
        let crop = try RandomCrop(height: 2, width: 2, padding: 1)
        let generator = Generator(seed: 2)
        let sums = try (0..<60).map { _ in
            try crop(image, generator: generator).values.reduce(0, +)
        }
        // Nine places: a corner, an edge, or all of the image is within.
        #expect(Set(sums) == [1, 2, 4])
        let mirrored = try RandomCrop(height: 4, width: 4, padding: 1, mode: .replicate)
        #expect(try mirrored(image, generator: generator).values.allSatisfy { $0 == 1 })
    }

    @Test func theSameGeneratorGivesTheSamePart() throws {
        let image = try Tensor.arange(100).reshape(10, 10)
        let crop = try RandomCrop(height: 3, width: 3)
        #expect(
            try crop(image, generator: Generator(seed: 3)).values
                == crop(image, generator: Generator(seed: 3)).values)
    }

    @Test func refusesWhatDoesNotFit() throws {
        #expect(throws: TensorError.self) { try RandomCrop(height: 0, width: 1) }
        #expect(throws: TensorError.self) { try RandomCrop(height: 1, width: 1, padding: -1) }
        let crop = try RandomCrop(height: 3, width: 3)
        #expect(
            errorText { _ = try crop(.zeros(1, 2, 3), generator: Generator(seed: 0)) }
                .contains("expected at least 3 × 3; got 2 × 3 with the padding"))
        #expect(throws: TensorError.self) { try crop(.zeros(3), generator: Generator(seed: 0)) }
    }
}
