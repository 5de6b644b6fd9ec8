import Autograd
import GradientCheck
import Kernels
import Testing

/// What a call must give is seen by what the check of backends accepts.
struct ExpectedOutcomeTests {
    private func report(_ kernel: BackendKernel) throws -> KernelReport {
        try backendReport("test", [kernel]).kernels[0]
    }

    /// The portable loop of `float32` loses digits that the one of `float64` keeps; both are right.
    @Test func aFloatKernelMayBeAsThePortableOneOrAsTheRefinedOne() throws {
        let place = try #require(Catalogue.kernelPlaces()["tanh"])
        let portable = try #require(place.portableLoop(.float32) as? UnaryLoop)
        let refined = try #require(place.portableLoop(.float64) as? UnaryLoop)
        #expect(try report(BackendKernel("tanh", .float32, portable)).passed)
        let rounded = UnaryLoop { out, x, count, p in
            let x = x.assumingMemoryBound(to: Float.self)
            let out = out.assumingMemoryBound(to: Float.self)
            let wide = (0..<count).map { Double(x[$0]) }
            var results = [Double](repeating: 0, count: count)
            results.withUnsafeMutableBytes { results in
                wide.withUnsafeBytes { wide in
                    guard let to = results.baseAddress, let from = wide.baseAddress else { return }
                    refined.run(to, from, count, p)
                }
            }
            for i in 0..<count { out[i] = Float(results[i]) }
        }
        let found = try report(BackendKernel("tanh", .float32, rounded))
        #expect(found.passed && found.worstULPs <= 0.5, "\(found)")
    }

    /// Where eˣ is steep, the last place of x is worth many of the result.
    @Test func theInputsLastPlaceCounts() throws {
        func kernel(_ ulps: Double) -> BackendKernel {
            BackendKernel(
                "exp", .float64,
                UnaryLoop { out, x, count, _ in
                    let x = x.assumingMemoryBound(to: Double.self)
                    let out = out.assumingMemoryBound(to: Double.self)
                    for i in 0..<count {
                        let moved = x[i].isFinite ? x[i] + ulps * x[i].ulp : x[i]
                        out[i] = Double.exp(moved)
                    }
                })
        }
        #expect(try report(kernel(3)).passed)
        #expect(try !report(kernel(40)).passed)
    }

    /// The gradient of `clamp` jumps at the bounds: what it is a place further excuses nothing.
    @Test func aJumpExcusesNothing() throws {
        let found = try report(FaultyKernels.wrongAtAJump)
        #expect(found.failures.first?.contains("expected") == true, "\(found)")
    }
}
