import Data
import TestSupport
import Testing

struct NormalizeTests {
    let generator = Generator(seed: 0)

    @Test func eachChannelHasItsOwnNumbers() throws {
        let normalize = try Normalize(mean: [1, 10], std: [2, 5])
        let image = try constant([1, 3, 0, 20], [2, 1, 2])
        let result = try normalize(image, generator: generator)
        #expect(result.values == [0, 1, -2, 2] && result.dtype == .float64)
        let batch = try stack([image, image])
        #expect(try normalize(batch, generator: generator).values == result.values + result.values)
    }

    @Test func refusesWhatDoesNotFit() throws {
        for (mean, std) in [([0.0], [0.0]), ([], []), ([0, 0], [1]), ([.nan], [1])] {
            #expect(
                errorText { _ = try Normalize(mean: mean, std: std) }
                    .contains("expected a finite mean and a deviation above 0 for each channel"))
        }
        let normalize = try Normalize(mean: [0], std: [1])
        for input in [
            try Tensor.zeros(2, 3, 3), try Tensor.zeros(3, 3),
            try Tensor.zeros([1, 2, 2], dtype: .uint8),
        ] {
            #expect(
                errorText { _ = try normalize(input, generator: generator) }
                    .contains("expected floating-point [1, height, width]; got"))
        }
    }
}
