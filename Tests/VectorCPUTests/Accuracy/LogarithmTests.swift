import Foundation
import Kernels
import Testing
import VectorCPU

/// Plugins/CVectorCPU/logarithm.inc. The bounds are the errors measured there, rounded up.
struct LogarithmTests {
    @Test(arguments: levels)
    func log(level: VectorCPU.Level) throws {
        let powers = (-120...120).flatMap { power in
            arguments(0.5...2, 200).map { Double(sign: .plus, exponent: power, significand: $0) }
        }
        for x in [arguments(0.5...2), arguments(0.99...1.01), powers] {
            let x = x.filter { $0 != 1 }
            #expect(try worstSingle("log", level, x) { Foundation.log($0) }.ulps <= 0.95)
            let worst = try worstDouble("log", level, x) { Foundation.log($0) }
            #expect(worst.ulps <= 0.76 + referenceError, "\(worst)")
        }
    }

    /// Rounded from a result in `Double`: half a unit, and what Double's own rounding adds.
    @Test(arguments: levels)
    func pow(level: VectorCPU.Level) throws {
        let loop = try kernel("pow", .float32, level, as: BinaryLoop.self)
        let a = arguments(0.01...30).map { Float($0) }
        let b = Array(arguments(-12...12).map { Float($0) }.reversed())
        let count = min(a.count, b.count)
        var y = [Float](repeating: .nan, count: count)
        loop.run(&y, a, b, count, 0)
        let worst = (0..<count).reduce(0.0) { worst, i in
            let right = Foundation.pow(Double(a[i]), Double(b[i]))
            return max(worst, (Double(y[i]) - right).magnitude / Double(Float(right).ulp))
        }
        #expect(worst <= 0.505)
    }
}
