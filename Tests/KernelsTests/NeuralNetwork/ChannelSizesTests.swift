import Kernels
import Testing

struct ChannelSizesTests {
    @Test func furtherAxesCountAsOne() {
        let images = ChannelSizes([2, 3, 4, 5])
        #expect(images.images == 2 && images.channels == 3 && images.spatial == 20)
        #expect(images.perChannel == 40)
        let rows = ChannelSizes([7, 4])
        #expect(rows.spatial == 1 && rows.perChannel == 7)
        #expect(ChannelSizes([0, 3, 2]).perChannel == 0)
        #expect(ChannelSizes([2, 3, 0]).spatial == 0)
    }
}
