import Autograd
import GradientCheck
import TestSupport
import Testing

struct TensorPixelShuffleTests {
    @Test func channelsBecomePixels() throws {
        let x = try constant([1, 2, 3, 4], [4, 1, 1])
        #expect(try x.pixelShuffle(2).values == [1, 2, 3, 4])
        #expect(try x.pixelShuffle(2).shape == [1, 2, 2])
        let image = try leaf((0..<48).map(Double.init), [2, 1, 4, 6])
        #expect(try image.pixelUnshuffle(2).pixelShuffle(2).values == image.values)
        #expect(try image.pixelUnshuffle(2).shape == [2, 4, 2, 3])
    }

    @Test func channelsAreDealtOut() throws {
        let x = try constant([1, 2, 3, 4, 5, 6], [1, 6, 1])
        #expect(try x.channelShuffle(groups: 2).values == [1, 4, 2, 5, 3, 6])
        #expect(try x.channelShuffle(groups: 3).values == [1, 3, 5, 2, 4, 6])
    }

    @Test func gradients() throws {
        let x = try leaf((0..<16).map { Double($0) / 10 }, [1, 4, 2, 2])
        try gradgradcheck({ try $0[0].pixelShuffle(2).square() }, inputs: [x])
        try gradgradcheck({ try $0[0].pixelUnshuffle(2).square() }, inputs: [x])
        try gradgradcheck({ try $0[0].channelShuffle(groups: 2).square() }, inputs: [x])
    }

    @Test func whatDoesNotFitIsNamed() throws {
        let x = try Tensor.zeros(1, 3, 2, 2)
        #expect(errorText { _ = try x.pixelShuffle(2) }.contains("got [1, 3, 2, 2] and 2"))
        #expect(errorText { _ = try x.pixelUnshuffle(3) }.contains("multiples of"))
        #expect(errorText { _ = try x.channelShuffle(groups: 2) }.contains("a multiple of groups"))
        for wrong in [0, -1, Int.max] {
            #expect(!errorText { _ = try x.pixelShuffle(wrong) }.isEmpty)
            #expect(!errorText { _ = try x.pixelUnshuffle(wrong) }.isEmpty)
            #expect(!errorText { _ = try x.channelShuffle(groups: wrong) }.isEmpty)
        }
    }
}
