import GradientCheck
import Kernels
import Testing

struct BatchNormKernelsTests {
    @Test func faultsOfEachResultAreSeen() throws {
        try expectSeen(
            "batchNorm",
            [
                ("the output", after { call, _ in if call.sizes.spatial > 8 { call.y.spoil(8) } }),
                ("a mean", after { call, channels in call.mean.spoil(channels.upperBound - 1) }),
                (
                    "a variance",
                    after { call, channels in call.variance.spoil(channels.lowerBound) }
                ),
                (
                    "1/√variance",
                    after { call, channels in call.inverse.spoil(channels.lowerBound) }
                ),
                ("a bias left out", before { $0.bias = nil }),
                ("a weight left out", before { $0.weight = nil }),
            ] as [Fault<BatchNormLoop>])
    }

    @Test func faultsOfEachGradientAreSeen() throws {
        try expectSeen(
            "batchNorm.gradient",
            [
                ("the input's", after { call, _ in call.dx?.spoil(0) }),
                ("the weights'", after { call, channels in call.dw.spoil(channels.lowerBound) }),
                ("the biases'", after { call, channels in call.db.spoil(channels.lowerBound) }),
                ("a weight left out", before { $0.weight = nil }),
            ] as [Fault<BatchNormGradientLoop>])
    }

    /// The loop with results spoilt after calls that have any channels.
    private func after<Loop: ChannelLoop>(
        _ spoil: @escaping @Sendable (Loop.Call, Range<Int>) -> Void
    ) -> (Loop) -> Loop {
        { right in
            Loop { call, channels in
                right.run(call, channels)
                if !channels.isEmpty { spoil(call, channels) }
            }
        }
    }

    /// The loop with calls changed before it has them.
    private func before<Loop: ChannelLoop>(
        _ change: @escaping @Sendable (inout Loop.Call) -> Void
    ) -> (Loop) -> Loop {
        { right in
            Loop { call, channels in
                var call = call
                change(&call)
                right.run(call, channels)
            }
        }
    }
}

/// A loop that works on channels.
private protocol ChannelLoop: Sendable {
    associatedtype Call
    var run: @Sendable (Call, Range<Int>) -> Void { get }
    init(run: @escaping @Sendable (Call, Range<Int>) -> Void)
}

extension BatchNormLoop: ChannelLoop {}
extension BatchNormGradientLoop: ChannelLoop {}
