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

    /// Away from their zeros near −0.75 the derivatives of both GELUs are right to relative accuracy,
    /// down to 1e-31; the check of the backend measures them beside the upstream gradient.
    @Test(arguments: levels)
    func ofBothGELUsToTheirTails(level: VectorCPU.Level) throws {
        let cases: [(name: String, least: Double, derivative: (Wide) -> Wide)] = [
            (
                "gelu", -12,
                { x in
                    let root2 = Wide(2).squareRoot()
                    let density = exp(-x * x / 2) / (root2 * Wide.pi.squareRoot())
                    return erfc(-x / root2) / 2 + x * density
                }
            ),
            (
                "geluTanh", -6,
                { x in
                    let scale = 2 * (2 / Wide.pi).squareRoot()
                    let cubic = Wide(0.044715)
                    let w = scale * (x + cubic * x * x * x)
                    let slope = scale * (1 + 3 * cubic * x * x)
                    return (1 + x * slope / (1 + exp(w))) / (1 + exp(-w))
                }
            ),
        ]
        for (name, least, derivative) in cases {
            for x in [arguments(least...(-0.92)), arguments(-0.58...6)] {
                func worst(_ dtype: DType) throws -> Double {
                    try gradients(name, dtype, level, x).reduce(0) { worst, pair in
                        let right = derivative(Wide(pair.x))
                        let error = Double(((Wide(pair.found) - right) / right).magnitude)
                        return error.isNaN ? .infinity : max(worst, error)
                    }
                }
                #expect(try worst(.float32) <= 1.4e-6, "\(name)")
                // The reference's argument is rounded too, times up to 150.
                let reference = 150 * referenceError * Double.ulpOfOne
                #expect(try worst(.float64) <= 3e-15 + reference, "\(name)")
            }
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
        try gradients(name, dtype, level, x).reduce(0) { worst, pair in
            let right = derivative(pair.x)
            let error = (pair.found - right).magnitude / max(right.magnitude, 0.1)
            return error.isNaN ? .infinity : max(worst, error)
        }
    }

    /// The gradients at some arguments for upstream gradients of 1, with the arguments as rounded.
    private func gradients(
        _ name: String, _ dtype: DType, _ level: VectorCPU.Level, _ x: [Double]
    ) throws -> [(x: Double, found: Double)] {
        let loop = try kernel("\(name).gradient", dtype, level, as: GradientLoop.self)
        if dtype == .float32 {
            let x = x.map { Float($0) }
            var found = [Float](repeating: .nan, count: x.count)
            loop.run(&found, x.map { _ in 1 as Float }, x, nil, x.count, .zero)
            return zip(x, found).map { (Double($0), Double($1)) }
        }
        var found = [Double](repeating: .nan, count: x.count)
        loop.run(&found, x.map { _ in 1.0 }, x, nil, x.count, .zero)
        return zip(x, found).map { (x: $0, found: $1) }
    }
}
