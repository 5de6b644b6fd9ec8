import Layers
import TestSupport
import Testing

struct PixelShuffleTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: PixelShuffle.self) }

    @Test func shapes() throws {
        #expect(try PixelShuffle(2)(.zeros(1, 4, 2, 3)).shape == [1, 1, 4, 6])
    }

    @Test func gradients() throws {
        try checkGradients(of: PixelShuffle(2), at: sample([1, 4, 2, 3]))
    }

    @Test func rejectsWhatIsOutOfRange() {
        #expect(errorText { _ = try PixelShuffle(0) }.hasPrefix("PixelShuffle: expected"))
    }
}
