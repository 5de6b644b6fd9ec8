import GradientCheck
import Kernels
import Testing

struct CrossEntropyKernelsTests {
    @Test func faultsOfTheLossAreSeen() throws {
        let faults: [Fault<CrossEntropyLoop>] = [
            (
                "a row",
                { right in
                    CrossEntropyLoop { out, x, target, rows in
                        right.run(out, x, target, rows)
                        if rows > 2 { out.spoil(2) }
                    }
                }
            ),
            (
                "weights left out",
                { right in
                    CrossEntropyLoop { out, x, target, rows in
                        var target = target
                        target.weights = nil
                        right.run(out, x, target, rows)
                    }
                }
            ),
            (
                "smoothing left out",
                { right in
                    CrossEntropyLoop { out, x, target, rows in
                        var target = target
                        target.smoothing = 0
                        right.run(out, x, target, rows)
                    }
                }
            ),
            (
                "an ignored row that is not 0",
                { right in
                    CrossEntropyLoop { out, x, target, rows in
                        right.run(out, x, target, rows)
                        if rows > 1 { out.spoil(1) }
                    }
                }
            ),
        ]
        try expectSeen("crossEntropy", faults)
    }

    @Test func faultsOfTheGradientAreSeen() throws {
        let faults: [Fault<CrossEntropyGradientLoop>] = [
            (
                "the last class",
                { right in
                    CrossEntropyGradientLoop { dx, g, step, factor, x, target, rows in
                        right.run(dx, g, step, factor, x, target, rows)
                        dx.spoil(target.classes * rows - 1)
                    }
                }
            ),
            (
                "one upstream gradient for all",
                { right in
                    CrossEntropyGradientLoop { dx, g, step, factor, x, target, rows in
                        right.run(dx, g, 0, factor, x, target, rows)
                    }
                }
            ),
            (
                "the factor",
                { right in
                    CrossEntropyGradientLoop { dx, g, step, factor, x, target, rows in
                        right.run(dx, g, step, 1, x, target, rows)
                    }
                }
            ),
        ]
        try expectSeen("crossEntropy.gradient", faults)
    }
}
