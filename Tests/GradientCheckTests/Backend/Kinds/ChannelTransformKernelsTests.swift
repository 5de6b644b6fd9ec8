import GradientCheck
import Kernels
import Testing

struct ChannelTransformKernelsTests {
    @Test func faultsAreSeen() throws {
        let faults: [Fault<ChannelTransformLoop>] = [
            (
                "scale and shift exchanged",
                { right in
                    ChannelTransformLoop { y, x, scale, shift, sizes in
                        right.run(y, x, shift, scale, sizes)
                    }
                }
            ),
            (
                "the last element",
                { right in
                    ChannelTransformLoop { y, x, scale, shift, sizes in
                        right.run(y, x, scale, shift, sizes)
                        let count = sizes.images * sizes.channels * sizes.spatial
                        if count > 0 { y.spoil(count - 1) }
                    }
                }
            ),
        ]
        try expectSeen("channelTransform", faults)
    }
}
