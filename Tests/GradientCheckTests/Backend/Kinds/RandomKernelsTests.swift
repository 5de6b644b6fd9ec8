import GradientCheck
import Kernels
import Testing

struct RandomKernelsTests {
    @Test(arguments: ["uniform", "normal", "bernoulli"])
    func faultsOfRandomNumbersAreSeen(name: String) throws {
        let faults: [Fault<RandomFill>] = [
            (
                "the seed",
                { right in
                    RandomFill { out, count, seed, first, p in
                        right.run(out, count, seed &+ 1, first, p)
                    }
                }
            ),
            (
                "the counter that runs over",
                { right in
                    RandomFill { out, count, seed, first, p in
                        right.run(out, count, seed, first & 0xFFFF_FFFF, p)
                    }
                }
            ),
            (
                "the last number",
                { right in
                    RandomFill { out, count, seed, first, p in
                        right.run(out, count, seed, first, p)
                        if count > 0 { out.spoil(count - 1) }
                    }
                }
            ),
        ]
        try expectSeen(name, faults)
    }

    @Test func faultsOfDropoutAreSeen() throws {
        let faults: [Fault<DropoutLoop>] = [
            (
                "the mask",
                { right in
                    DropoutLoop { y, mask, x, count, seed, first, p in
                        right.run(y, mask, x, count, seed, first, p)
                        if count > 0 { mask[count - 1] ^= 1 }
                    }
                }
            ),
            (
                "the scale",
                { right in
                    DropoutLoop { y, mask, x, count, seed, first, p in
                        right.run(y, mask, x, count, seed, first, [p.x, 1])
                    }
                }
            ),
            (
                "the seed",
                { right in
                    DropoutLoop { y, mask, x, count, seed, first, p in
                        right.run(y, mask, x, count, seed + 1, first, p)
                    }
                }
            ),
        ]
        try expectSeen("dropout", faults)
    }
}
