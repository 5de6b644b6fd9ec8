import Data
import TestSupport
import Testing

struct ComposeTests {
    @Test func goesFromTheFirstToTheLast() throws {
        let generator = Generator(seed: 0)
        let both = try Compose(ToFloat(), Normalize(mean: [0.5], std: [0.5]))
        let image = try Tensor([0, 255] as [UInt8], shape: [1, 1, 2])
        #expect(try both(image, generator: generator).values == [-1, 1])
        #expect(try Compose()(image, generator: generator).values == [0, 255])
        // The other way round there is nothing to normalise yet.
        let wrong = try Compose(Normalize(mean: [0.5], std: [0.5]), ToFloat())
        #expect(throws: TensorError.self) { try wrong(image, generator: generator) }
    }
}
