import Layers
import TestSupport
import Testing

struct PixelUnshuffleTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: PixelUnshuffle.self) }

    @Test func shapes() throws {
        #expect(try PixelUnshuffle(2)(.zeros(1, 1, 4, 6)).shape == [1, 4, 2, 3])
    }

    @Test func gradients() throws {
        try checkGradients(of: PixelUnshuffle(2), at: sample([1, 1, 4, 6]))
    }

    @Test func rejectsWhatIsOutOfRange() {
        #expect(errorText { _ = try PixelUnshuffle(0) }.hasPrefix("PixelUnshuffle: expected"))
    }
}
