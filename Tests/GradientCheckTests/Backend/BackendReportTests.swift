import Foundation
import GradientCheck
import Testing

struct BackendReportTests {
    private func report() throws -> BackendReport {
        try backendReport("mine", [FaultyKernels.faultless, FaultyKernels.wrongTail])
    }

    @Test func itPassesWhenAllKernelsDo() throws {
        #expect(try backendReport("mine", [FaultyKernels.faultless]).passed)
        let report = try report()
        #expect(!report.passed && report.kernels.map(\.passed) == [true, false])
        #expect(report.failures == report.kernels[1].failures.map { "exp float32: \($0)" })
        #expect(!report.failures.isEmpty)
    }

    @Test func readsAsATableWithWhatIsWrongBelow() throws {
        let report = try report()
        let lines = "\(report)".split(separator: "\n").map(String.init)
        #expect(lines[0] == "backend mine")
        for column in ["kernel", "dtype", "kind", "calls", "worst ulp", "of allowed"] {
            #expect(lines[1].contains(column))
        }
        #expect(
            lines[2].hasPrefix("exp") && lines[2].contains("float32") && lines[2].contains("map"))
        #expect(Array(lines.suffix(report.failures.count)) == report.failures)
    }

    @Test func comesBackFromJSON() throws {
        let report = try backendReport("mine", [FaultyKernels.faultless])
        let data = try JSONEncoder().encode(report)
        let copy = try JSONDecoder().decode(BackendReport.self, from: data)
        #expect(copy.name == "mine" && copy.kernels[0].callCount == report.kernels[0].callCount)
        #expect(copy.kernels[0].bound == report.kernels[0].bound)
    }
}
