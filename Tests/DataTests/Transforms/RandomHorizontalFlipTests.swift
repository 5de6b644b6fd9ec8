import Data
import TestSupport
import Testing

struct RandomHorizontalFlipTests {
    @Test func mirrorsTheLastAxis() throws {
        let image = try constant([1, 2, 3, 4, 5, 6], [1, 2, 3])
        let generator = Generator(seed: 0)
        #expect(
            try RandomHorizontalFlip(p: 1)(image, generator: generator).values == [
                3, 2, 1, 6, 5, 4,
            ])
        #expect(
            try RandomHorizontalFlip(p: 0)(image, generator: generator).values == image.values)
    }

    @Test func halfTheTimeByDefault() throws {
        let (flip, generator) = (try RandomHorizontalFlip(), Generator(seed: 4))
        let image = try constant([0, 1], [1, 1, 2])
        let flipped = try (0..<400).count { _ in
            try flip(image, generator: generator).values[0] == 1
        }
        // Six standard deviations of the binomial are 60.
        #expect(abs(flipped - 200) < 60)
    }

    @Test(arguments: [-0.1, 1.1, .nan])
    func refusesOtherProbabilities(p: Double) {
        #expect(
            errorText { _ = try RandomHorizontalFlip(p: p) }
                .contains("expected a probability from 0 to 1; got \(p)."))
    }

    @Test func emptyImagesStayEmpty() throws {
        let flip = try RandomHorizontalFlip(p: 1)
        #expect(try flip(.zeros(2, 0), generator: Generator(seed: 0)).shape == [2, 0])
        #expect(throws: TensorError.self) {
            try flip(constant([1], []), generator: Generator(seed: 0))
        }
    }
}
