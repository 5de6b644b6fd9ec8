import Foundation
import GradientCheck
import Kernels
import Testing

struct KernelBoundTests {
    @Test func comesBackFromJSON() throws {
        let bound = KernelBound(ulps: 4, inputUlps: 2, reason: "roundings")
        let data = try JSONEncoder().encode(bound)
        #expect(try JSONDecoder().decode(KernelBound.self, from: data) == bound)
        #expect(KernelBound(ulps: 1, reason: "").inputUlps == 0)
    }

    @Test func exactMeansEveryBit() {
        #expect(RandomFill.bound.ulps == 0 && RandomFill.bound.inputUlps == 0)
        #expect(!RandomFill.bound.reason.isEmpty)
    }

    /// A kernel off by 16 ulp passes with 17, and not with 15.
    @Test func whatIsWithinTheBoundPasses() throws {
        let right = 1.5
        func share(_ ulps: Double) -> Double {
            Difference(
                right + 16 * right.ulp, right, .float64, scale: 0,
                bound: KernelBound(ulps: ulps, reason: ""), sensitivity: 0
            ).share
        }
        #expect(share(17) <= 1 && share(15) > 1)
    }
}
