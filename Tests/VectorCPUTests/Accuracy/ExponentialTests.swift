import Foundation
import Testing
import VectorCPU

/// Plugins/CVectorCPU/exponential.inc. The bounds are the errors measured there over all arguments
/// (kernels.inc lists them), rounded up.
struct ExponentialTests {
    @Test(arguments: levels)
    func exp(level: VectorCPU.Level) throws {
        let x = arguments(-103...88.7)
        #expect(try worstSingle("exp", level, x) { Foundation.exp($0) }.ulps <= 1)
        let wide = arguments(-745...709.7)
        #expect(
            try worstDouble("exp", level, wide) { Foundation.exp($0) }.ulps <= 1 + referenceError)
    }

    @Test(arguments: levels)
    func tanh(level: VectorCPU.Level) throws {
        for x in [
            arguments(-10...10), arguments(-0.05...0.05), arguments(-0.01...0.01),
            arguments(-1e-30...1e-30, 100),
        ] {
            #expect(
                try worstSingle("tanh", level, x) { Foundation.tanh($0) }.ulps
                    <= (level == .avx512 ? 1.8 : 1.4))
            #expect(
                try worstDouble("tanh", level, x) { Foundation.tanh($0) }.ulps <= 1.4
                    + referenceError)
        }
    }

    @Test(arguments: levels)
    func sigmoid(level: VectorCPU.Level) throws {
        // 1 / (1 + e⁻ˣ), of which e⁻ˣ is the small term for positive x.
        let x = arguments(-87...87)
        #expect(try worstSingle("sigmoid", level, x) { 1 / (1 + Foundation.exp(-$0)) }.ulps <= 2)
        let wide = arguments(-700...700)
        #expect(
            try worstDouble("sigmoid", level, wide) { 1 / (1 + Foundation.exp(-$0)) }.ulps
                <= 2 + referenceError)
    }

    @Test(arguments: levels)
    func silu(level: VectorCPU.Level) throws {
        let x = arguments(-80...80)
        #expect(try worstSingle("silu", level, x) { $0 / (1 + Foundation.exp(-$0)) }.ulps <= 2.8)
        #expect(
            try worstDouble("silu", level, x) { $0 / (1 + Foundation.exp(-$0)) }.ulps
                <= 2.8 + referenceError)
    }

    /// x σ(2w) with w = √(2/π) (x + 0.044715 x³): the tanh form without its cancellation.
    @Test(arguments: levels)
    func geluTanh(level: VectorCPU.Level) throws {
        let x = arguments(-9...9)
        func single(_ x: Double) -> Double {
            let w = (2 / Double.pi).squareRoot() * (x + 0.044715 * x * x * x)
            return x / (1 + Foundation.exp(-2 * w))
        }
        func double(_ x: Wide) -> Wide {
            // The constant is the one that a Double holds, as in the kernel.
            let w = (2 / Wide.pi).squareRoot() * (x + Wide(0.044715) * x * x * x)
            return x / (1 + Foundation.exp(-2 * w))
        }
        #expect(try worstSingle("geluTanh", level, x, single).ulps <= 3)
        // e⁻²ʷ multiplies the error of the reference's w by up to 90.
        #expect(try worstDouble("geluTanh", level, x, double).ulps <= 3 + 90 * referenceError)
    }
}
