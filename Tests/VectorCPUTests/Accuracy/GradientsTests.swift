import Foundation
import Kernels
import Testing
import VectorCPU

/// Plugins/CVectorCPU/gradients.inc: 1e-6 (f32) and 1e-14 (f64) of the exact derivative, or of a
/// tenth near its zeros (kernels.inc: 1.4e-6 relative from 0.15 beside the zero on, 1.1e-7 absolute
/// nearer).
struct GradientsTests {
    @Test(arguments: levels)
    func ofFunctionsThatSaveTheirInput(level: VectorCPU.Level) throws {
        let rootPi = Double.pi.squareRoot()
        let root2 = 2.0.squareRoot()
        let cases: [(name: String, derivative: (Double) -> Double)] = [
            ("erf", { 2 / rootPi * exp(-$0 * $0) }),
            ("gelu", { erfc(-$0 / root2) / 2 + $0 * exp(-$0 * $0 / 2) / (root2 * rootPi) }),
            (
                "silu",
                {
                    let s = 1 / (1 + exp(-$0))
                    return s * (1 + $0 / (1 + exp($0)))
                }
            ),
            (
                "geluTanh",
                {
                    let w = 2 * (2 / Double.pi).squareRoot() * ($0 + 0.044715 * $0 * $0 * $0)
                    let slope = 2 * (2 / Double.pi).squareRoot() * (1 + 3 * 0.044715 * $0 * $0)
                    let s = 1 / (1 + exp(-w))
                    return s * (1 + $0 * slope / (1 + exp(w)))
                }
            ),
        ]
        for (name, derivative) in cases {
            let x = arguments(-6...6)
            #expect(try worst(name, .float32, level, x, derivative) <= 1.5e-6, "\(name)")
            // 3e-15 of the kernel's, and as much of the formula here.
            #expect(try worst(name, .float64, level, x, derivative) <= 1e-14, "\(name)")
        }
    }

    /// g (1 − y)(1 + y) and g y (1 − y), from the output: two roundings.
    @Test(arguments: levels)
    func ofFunctionsThatSaveTheirOutput(level: VectorCPU.Level) throws {
        let y = arguments(0.001...0.999, 5_000)
        for (name, slope) in [
            ("tanh", { (1 - $0) * (1 + $0) }), ("sigmoid", { $0 * (1 - $0) }), ("exp", { $0 }),
            ("sqrt", { 0.5 / $0 }), ("reciprocal", { -$0 * $0 }),
        ] as [(String, (Double) -> Double)] {
            let loop = try kernel("\(name).gradient", .float64, level, as: GradientLoop.self)
            var found = [Double](repeating: .nan, count: y.count)
            loop.run(&found, [Double](repeating: 1, count: y.count), nil, y, y.count, .zero)
            let worst = zip(y, found).map { ($1 - slope($0)).magnitude / slope($0).magnitude }.max()
            #expect(worst ?? 1 <= 4 * Double.ulpOfOne, "\(name)")
        }
    }

    private func worst(
        _ name: String, _ dtype: DType, _ level: VectorCPU.Level, _ x: [Double],
        _ derivative: (Double) -> Double
    ) throws -> Double {
        let loop = try kernel("\(name).gradient", dtype, level, as: GradientLoop.self)
        let single = x.map { Float($0) }
        let used = dtype == .float32 ? single.map { Double($0) } : x
        var found = [Double](repeating: .nan, count: x.count)
        if dtype == .float32 {
            var results = [Float](repeating: .nan, count: x.count)
            let ones = [Float](repeating: 1, count: x.count)
            loop.run(&results, ones, single, nil, x.count, .zero)
            found = results.map { Double($0) }
        } else {
            loop.run(&found, [Double](repeating: 1, count: x.count), x, nil, x.count, .zero)
        }
        return zip(used, found).reduce(0) { worst, pair in
            let right = derivative(pair.0)
            let error = (pair.1 - right).magnitude / max(right.magnitude, 0.1)
            return error.isNaN ? .infinity : max(worst, error)
        }
    }
}
