import GradientCheck
import Kernels
import Testing

struct LayerNormKernelsTests {
    @Test func faultsOfEachResultAreSeen() throws {
        let faults: [Fault<LayerNormLoop>] = [
            (
                "the output",
                { right in
                    LayerNormLoop { y, mean, inverse, x, w, b, rows, columns, eps in
                        right.run(y, mean, inverse, x, w, b, rows, columns, eps)
                        if rows * columns > 0 { y.spoil(rows * columns - 1) }
                    }
                }
            ),
            (
                "a mean",
                { right in
                    LayerNormLoop { y, mean, inverse, x, w, b, rows, columns, eps in
                        right.run(y, mean, inverse, x, w, b, rows, columns, eps)
                        if rows > 0 { mean.spoil(rows - 1) }
                    }
                }
            ),
            (
                "a deviation",
                { right in
                    LayerNormLoop { y, mean, inverse, x, w, b, rows, columns, eps in
                        right.run(y, mean, inverse, x, w, b, rows, columns, eps)
                        if rows > 0 { inverse.spoil(0) }
                    }
                }
            ),
            (
                "the weights left out",
                { right in
                    LayerNormLoop { y, mean, inverse, x, w, b, rows, columns, eps in
                        right.run(y, mean, inverse, x, nil, b, rows, columns, eps)
                    }
                }
            ),
            (
                "ε left out",
                { right in
                    LayerNormLoop { y, mean, inverse, x, w, b, rows, columns, eps in
                        right.run(y, mean, inverse, x, w, b, rows, columns, 0)
                    }
                }
            ),
        ]
        try expectSeen("layerNorm", faults)
    }

    @Test func faultsOfEachGradientAreSeen() throws {
        let faults: [Fault<LayerNormGradientLoop>] =
            (0..<3).map { wrong in
                (
                    "gradient \(wrong)",
                    { right in
                        LayerNormGradientLoop { dx, dw, db, g, x, mean, inverse, w, rows, columns in
                            right.run(dx, dw, db, g, x, mean, inverse, w, rows, columns)
                            [dx, dw, db][wrong]?.spoil(columns - 1)
                        }
                    }
                )
            } + [
                (
                    "weights left out",
                    { right in
                        LayerNormGradientLoop { dx, dw, db, g, x, mean, inverse, w, rows, columns in
                            right.run(dx, dw, db, g, x, mean, inverse, nil, rows, columns)
                        }
                    }
                )
            ]
        try expectSeen("layerNorm.gradient", faults)
    }
}
