import GradientCheck
import Kernels
import Testing

struct BatchNormKernelsTests {
    @Test func faultsOfEachResultAreSeen() throws {
        let faults: [Fault<BatchNormLoop>] = [
            (
                "the output",
                { right in
                    BatchNormLoop { call, channels in
                        right.run(call, channels)
                        if call.sizes.spatial > 8 { call.y.spoil(8) }
                    }
                }
            ),
            (
                "a mean",
                { right in
                    BatchNormLoop { call, channels in
                        right.run(call, channels)
                        if !channels.isEmpty { call.mean.spoil(channels.upperBound - 1) }
                    }
                }
            ),
            (
                "a variance",
                { right in
                    BatchNormLoop { call, channels in
                        right.run(call, channels)
                        if !channels.isEmpty { call.variance.spoil(channels.lowerBound) }
                    }
                }
            ),
            (
                "1/√variance",
                { right in
                    BatchNormLoop { call, channels in
                        right.run(call, channels)
                        if !channels.isEmpty { call.inverse.spoil(channels.lowerBound) }
                    }
                }
            ),
            (
                "a bias left out",
                { right in
                    BatchNormLoop { call, channels in
                        var call = call
                        call.bias = nil
                        right.run(call, channels)
                    }
                }
            ),
            (
                "a weight left out",
                { right in
                    BatchNormLoop { call, channels in
                        var call = call
                        call.weight = nil
                        right.run(call, channels)
                    }
                }
            ),
        ]
        try expectSeen("batchNorm", faults)
    }

    @Test func faultsOfEachGradientAreSeen() throws {
        let faults: [Fault<BatchNormGradientLoop>] = [
            (
                "the input's",
                { right in
                    BatchNormGradientLoop { call, channels in
                        right.run(call, channels)
                        if let dx = call.dx { dx.spoil(0) }
                    }
                }
            ),
            (
                "the weights'",
                { right in
                    BatchNormGradientLoop { call, channels in
                        right.run(call, channels)
                        if !channels.isEmpty { call.dw.spoil(channels.lowerBound) }
                    }
                }
            ),
            (
                "the biases'",
                { right in
                    BatchNormGradientLoop { call, channels in
                        right.run(call, channels)
                        if !channels.isEmpty { call.db.spoil(channels.lowerBound) }
                    }
                }
            ),
            (
                "a weight left out",
                { right in
                    BatchNormGradientLoop { call, channels in
                        var call = call
                        call.weight = nil
                        right.run(call, channels)
                    }
                }
            ),
        ]
        try expectSeen("batchNorm.gradient", faults)
    }
}
