import GradientCheck
import Kernels
import Testing

struct WinogradGradientKernelsTests {
    private func changed(
        _ what: String, _ change: @escaping @Sendable (inout WinogradGradientCall) -> Void
    ) -> Fault<WinogradGradient> {
        (
            what,
            { right in
                @Sendable func wrong(_ call: WinogradGradientCall) -> WinogradGradientCall {
                    var call = call
                    change(&call)
                    return call
                }
                return WinogradGradient(
                    fewestChannels: right.fewestChannels, plan: right.plan,
                    add: { right.add(wrong($0), $1, $2) },
                    finish: { right.finish(wrong($0), $1, $2, $3) })
            }
        )
    }

    @Test func faultsAreSeen() throws {
        try expectSeen(
            "conv2d.winograd.gradient",
            [
                changed("the padding on the other side") { $0.sizes.paddingWidth ^= 1 },
                changed("a row of the output left out") {
                    if $0.sizes.outputHeight > 1 { $0.sizes.outputHeight -= 1 }
                },
                (
                    "a unit left out",
                    { right in
                        WinogradGradient(
                            fewestChannels: right.fewestChannels, plan: right.plan,
                            add: { right.add($0, $1.count > 1 ? $1.dropLast() : $1, $2) },
                            finish: right.finish)
                    }
                ),
                (
                    "a part left out",
                    { right in
                        WinogradGradient(
                            fewestChannels: right.fewestChannels, plan: right.plan, add: right.add,
                            finish: { call, outputs, sums, _ in
                                right.finish(call, outputs, sums, 1)
                            })
                    }
                ),
                (
                    "an output left out",
                    { right in
                        WinogradGradient(
                            fewestChannels: right.fewestChannels, plan: right.plan, add: right.add,
                            finish: { right.finish($0, $1.dropFirst(), $2, $3) })
                    }
                ),
            ])
    }
}
