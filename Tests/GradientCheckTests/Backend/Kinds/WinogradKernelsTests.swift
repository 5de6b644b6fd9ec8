import GradientCheck
import Kernels
import Testing

struct WinogradKernelsTests {
    private func changed(
        _ what: String, _ change: @escaping @Sendable (inout WinogradCall) -> Void
    ) -> Fault<Winograd> {
        (
            what,
            { right in
                @Sendable func wrong(_ call: WinogradCall) -> WinogradCall {
                    var call = call
                    change(&call)
                    return call
                }
                return Winograd(
                    fewestChannels: right.fewestChannels, plan: right.plan,
                    transform: { right.transform(wrong($0), $1, $2) },
                    run: { right.run(wrong($0), $1, $2) })
            }
        )
    }

    @Test func faultsAreSeen() throws {
        try expectSeen(
            "conv2d.winograd",
            [
                changed("a bias left out") { $0.bias = nil },
                changed("kernels the other way around") { $0.isTurned.toggle() },
                changed("the other step") { $0.step = 3 - $0.step },
                changed("a channel left out") { if $0.inputs > 1 { $0.kernelInput = 0 } },
                (
                    "a unit left out",
                    { right in
                        Winograd(
                            fewestChannels: right.fewestChannels, plan: right.plan,
                            transform: right.transform,
                            run: { $1 == 1 ? true : right.run($0, $1, $2) })
                    }
                ),
            ])
    }
}
