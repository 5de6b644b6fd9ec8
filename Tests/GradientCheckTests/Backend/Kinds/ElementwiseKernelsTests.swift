import Autograd
import GradientCheck
import Kernels
import Testing

struct ElementwiseKernelsTests {
    @Test func faultsOfMapsAreSeen() throws {
        try expectSeen(
            "tanh",
            [
                (
                    "the last of 17 elements",
                    { right in
                        UnaryLoop { out, x, count, p in
                            right.run(out, x, count, p)
                            if count == 17 { out.spoil(16) }
                        }
                    }
                )
            ] as [Fault<UnaryLoop>])
        try expectSeen(
            "clamp",
            [
                (
                    "options that are not read",
                    { right in UnaryLoop { out, x, count, p in right.run(out, x, count, p * 2) } }
                )
            ] as [Fault<UnaryLoop>])
    }

    @Test func faultsOfMapsOfTwoAreSeenInEachMode() throws {
        let faults: [Fault<BinaryLoop>] = (0..<3).map { wrong in
            (
                "mode \(wrong)",
                { right in
                    BinaryLoop { out, a, b, count, mode in
                        right.run(out, a, b, count, mode)
                        if mode == wrong, count > 8 { out.spoil(8) }
                    }
                }
            )
        }
        try expectSeen("multiply", faults)
        try expectSeen(
            "subtract",
            [
                (
                    "the order of its inputs",
                    { right in
                        BinaryLoop { out, a, b, count, mode in right.run(out, b, a, count, mode) }
                    }
                )
            ]
                as [Fault<BinaryLoop>])
    }

    @Test func comparisonsGiveBytes() throws {
        try expectSeen(
            "less",
            [
                (
                    "equal numbers",
                    { right in
                        BinaryLoop { out, a, b, count, mode in
                            right.run(out, a, b, count, mode)
                            let out = out.assumingMemoryBound(to: UInt8.self)
                            if count > 0 { out[count - 1] ^= 1 }
                        }
                    }
                )
            ] as [Fault<BinaryLoop>])
    }

    @Test func faultsOfGradientsAreSeen() throws {
        for name in ["exp.gradient", "log.gradient", "gelu.gradient"] {
            try expectSeen(
                name,
                [
                    (
                        "an upstream gradient that is ignored",
                        { right in
                            GradientLoop { dx, g, x, y, count, p in
                                right.run(dx, g, x, y, count, p)
                                if count > 2 { dx.spoil(2) }
                            }
                        }
                    )
                ] as [Fault<GradientLoop>])
        }
    }
}
