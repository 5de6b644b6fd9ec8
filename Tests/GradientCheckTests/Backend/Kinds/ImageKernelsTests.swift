import GradientCheck
import Kernels
import Testing

struct ImageKernelsTests {
    @Test func faultsOfPoolingAreSeen() throws {
        let faults: [Fault<MaxPoolLoop>] = [
            (
                "an element",
                { right in
                    MaxPoolLoop { y, places, x, sizes, planes in
                        right.run(y, places, x, sizes, planes)
                        if planes > 0 { y.spoil(0) }
                    }
                }
            ),
            (
                "a position",
                { right in
                    MaxPoolLoop { y, places, x, sizes, planes in
                        right.run(y, places, x, sizes, planes)
                        if planes > 0 { places[0] += 1 }
                    }
                }
            ),
            (
                "gaps in windows",
                { right in
                    MaxPoolLoop { y, places, x, sizes, planes in
                        var sizes = sizes
                        (sizes.dilationHeight, sizes.dilationWidth) = (1, 1)
                        right.run(y, places, x, sizes, planes)
                    }
                }
            ),
            (
                "padding",
                { right in
                    MaxPoolLoop { y, places, x, sizes, planes in
                        var sizes = sizes
                        (sizes.paddingHeight, sizes.paddingWidth) = (0, 0)
                        right.run(y, places, x, sizes, planes)
                    }
                }
            ),
        ]
        try expectSeen("maxPool2d", faults)
    }

    @Test func faultsOfTheGradientOfPoolingAreSeen() throws {
        let faults: [Fault<MaxPoolGradientLoop>] = [
            (
                "an element",
                { right in
                    MaxPoolGradientLoop { dx, g, places, sizes, planes in
                        right.run(dx, g, places, sizes, planes)
                        if planes > 0 { dx.spoil(0) }
                    }
                }
            ),
            (
                "a plane left out",
                { right in
                    MaxPoolGradientLoop { dx, g, places, sizes, planes in
                        right.run(dx, g, places, sizes, max(planes - 1, 0))
                    }
                }
            ),
        ]
        try expectSeen("maxPool2d.gradient", faults)
    }

    @Test(arguments: ["planeGather", "planeScatter"])
    func faultsOfMovesAreSeen(name: String) throws {
        let faults: [Fault<PlaneIndexLoop>] = [
            (
                "the first element",
                { right in
                    PlaneIndexLoop { out, x, places, plane, length, planes in
                        right.run(out, x, places, plane, length, planes)
                        if planes > 0, length > 0 { out.spoil(0) }
                    }
                }
            ),
            (
                "a plane left out",
                { right in
                    PlaneIndexLoop { out, x, places, plane, length, planes in
                        right.run(out, x, places, plane, length, max(planes - 1, 0))
                    }
                }
            ),
        ]
        try expectSeen(name, faults)
    }
}
