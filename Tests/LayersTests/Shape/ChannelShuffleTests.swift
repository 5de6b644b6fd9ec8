import Layers
import TestSupport
import Testing

struct ChannelShuffleTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: ChannelShuffle.self) }

    @Test func shapes() throws {
        #expect(try ChannelShuffle(2)(.zeros(1, 4, 2, 3)).shape == [1, 4, 2, 3])
    }

    @Test func gradients() throws {
        try checkGradients(of: ChannelShuffle(2), at: sample([1, 4, 2, 3]))
    }

    @Test func rejectsWhatIsOutOfRange() {
        #expect(errorText { _ = try ChannelShuffle(0) }.hasPrefix("ChannelShuffle: expected"))
    }
}
