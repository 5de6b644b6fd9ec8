import Foundation
import Testing
import VectorCPU

/// Plugins/CVectorCPU/error.inc. The bounds are the errors measured there, rounded up; the baseline
/// of x86-64, which has no fused multiply-add, is the worst.
struct ErrorTests {
    @Test(arguments: levels)
    func erf(level: VectorCPU.Level) throws {
        for x in [arguments(-6...6), arguments(-0.01...0.01)] {
            #expect(try worstSingle("erf", level, x) { Foundation.erf($0) }.ulps <= 1.75)
            #expect(
                try worstDouble("erf", level, x) { Foundation.erf($0) }.ulps <= 1.75
                    + referenceError)
        }
    }

    @Test(arguments: levels)
    func gelu(level: VectorCPU.Level) throws {
        for x in [arguments(-13...13), arguments(-0.01...0.01)] {
            #expect(
                try worstSingle("gelu", level, x) { $0 * erfc(-$0 / 2.0.squareRoot()) / 2 }.ulps
                    <= 3.4)
            // erfc multiplies the rounding of x/√2 by x², up to 169.
            #expect(
                try worstDouble("gelu", level, x) { $0 * erfc(-$0 / Wide(2).squareRoot()) / 2 }.ulps
                    <= 2.8 + 169 * referenceError)
        }
    }

    /// The last digits before x Φ(x) is 0: PyTorch's float32 has lost them at −6.
    @Test(arguments: levels)
    func theNegativeTailOfGELUIsAccurate(level: VectorCPU.Level) throws {
        let x = arguments(-14...(-6), 5_000)
        #expect(
            try worstSingle("gelu", level, x) { $0 * erfc(-$0 / 2.0.squareRoot()) / 2 }.ulps <= 3.4)
    }
}
