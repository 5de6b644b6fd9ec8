import Foundation
import GradientCheck
import Testing

struct KernelReportTests {
    @Test func aKernelThatIsAllWrongIsCutShort() throws {
        let wrong = FaultyKernels.exp { out, _, count in for i in 0..<count { out[i] = -1 } }
        let report = try backendReport("test", [wrong]).kernels[0]
        #expect(report.failures.count == 12 && Set(report.failures).count == 12)
        #expect(!report.passed && report.worstShare > 1 && !report.worstPlace.isEmpty)
    }

    @Test func readsAsALineAndItsFailures() throws {
        let right = try backendReport("test", [FaultyKernels.faultless]).kernels[0]
        #expect("\(right)".hasPrefix("exp float32: \(right.callCount) calls, worst difference"))
        #expect(!"\(right)".contains("\n"))
        let wrong = try backendReport("test", [FaultyKernels.inaccurate]).kernels[0]
        #expect("\(wrong)".split(separator: "\n").count == 1 + wrong.failures.count)
        #expect("\(wrong)".contains("\n  - \(wrong.failures[0])"))
    }

    @Test func comesBackFromJSON() throws {
        let report = try backendReport("test", [FaultyKernels.inaccurate]).kernels[0]
        let data = try JSONEncoder().encode(report)
        let copy = try JSONDecoder().decode(KernelReport.self, from: data)
        #expect(copy.failures == report.failures && copy.worstULPs == report.worstULPs)
        #expect(copy.bound == report.bound && copy.dtype == "float32")
    }

    @Test func aNameThatNothingAsksForIsAFinding() throws {
        let stray = BackendKernel("exq", .float32, FaultyKernels.faultless.implementation)
        let report = try backendReport("test", [stray]).kernels[0]
        #expect(report.isUnused && !report.passed)
        let known = try backendReport(
            "test", [stray], options: BackendCheckOptions(unused: ["exq"]))
        #expect(known.passed && known.kernels[0].isUnused)
    }
}
