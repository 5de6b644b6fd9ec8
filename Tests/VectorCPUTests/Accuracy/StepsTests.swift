import Foundation
import Kernels
import Testing
import VectorCPU

/// Plugins/CVectorCPU/steps.inc and random.inc: the same bits at every level. How near steps come to
/// PyTorch's is tested where the optimizers are; that random numbers are the portable ones, by the
/// check of the backend.
struct StepsTests {
    @Test func stepsHaveTheSameBitsAtEveryLevel() throws {
        let options = [0.1, 0.9, 0.99, 1e-8, 0.25, 0, 0, 0.19, 0.0199, 1]
        for name in ["sgd", "adam", "rmsprop"] {
            for count in [1, 7, 8, 1000] {
                #expect(
                    try areTheSameBits { level in
                        let loop = try kernel(name, .float32, level, as: StepLoop.self)
                        var x = (0..<count).map { Float(sin(Double($0))) }
                        let g = (0..<count).map { Float(cos(Double($0))) }
                        var state = (0..<3 * count).map { Float($0 % 7) / 4 + 0.5 }
                        for _ in 0..<3 {
                            state.withUnsafeMutableBytes { bytes in
                                // Three arrays of `count` numbers lie one after another.
                                let start = bytes.baseAddress
                                loop.run(
                                    &x, g,
                                    (
                                        start, start.map { $0 + 4 * count },
                                        start.map { $0 + 8 * count }
                                    ),
                                    count, options)
                            }
                        }
                        return bytes(x) + bytes(state)
                    }, "\(name) \(count)")
            }
        }
    }

    @Test func randomNumbersHaveTheSameBitsAtEveryLevel() throws {
        for name in ["uniform", "normal", "bernoulli"] {
            #expect(
                try areTheSameBits { level in
                    var (x, y) = (
                        [Float](repeating: 0, count: 1001), [Double](repeating: 0, count: 999)
                    )
                    try kernel(name, .float32, level, as: RandomFill.self).run(
                        &x, 1001, 5, 2, [0.25, 2])
                    try kernel(name, .float64, level, as: RandomFill.self).run(
                        &y, 999, 5, 2, [0.25, 2])
                    return bytes(x) + bytes(y)
                }, "\(name)")
        }
    }

    /// Arithmetic is one IEEE operation an element.
    @Test func arithmeticHasTheSameBitsAtEveryLevel() throws {
        let a = arguments(-3...3, 1001).map { Float($0) }
        let b = Array(a.reversed())
        for name in ["add", "subtract", "multiply", "divide", "maximum", "minimum"] {
            #expect(
                try areTheSameBits { level in
                    var y = [Float](repeating: 0, count: a.count)
                    try kernel(name, .float32, level, as: BinaryLoop.self).run(&y, a, b, a.count, 0)
                    return bytes(y)
                }, "\(name)")
        }
    }
}
