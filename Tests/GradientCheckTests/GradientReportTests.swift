import Foundation
import GradientCheck
import TestSupport
import Testing

struct GradientReportTests {
    private func wrong(listed: Int = 5) throws -> GradientReport {
        let x = try leaf([0.5, 1, 1.5, 2])
        return try Mutation.plant("square", input: 0, factor: 3) {
            try gradientReport(
                { [$0[0].square()] }, inputs: [x], options: GradientCheckOptions(listed: listed))
        }
    }

    @Test func theWorstEntriesComeFirst() throws {
        let report = try wrong(listed: 3)
        #expect(!report.passed && report.mismatchCount == 4 && report.entryCount == 16)
        #expect(report.worst.count == 3)
        #expect(report.worst.map(\.absolute) == report.worst.map(\.absolute).sorted(by: >))
        let first = report.worst[0]
        #expect(first.input == "input 0" && first.output == 0 && first.inputElement == 3)
        #expect(first.outputElement == 3)
        #expect((first.numeric - 4).magnitude < 1e-6 && first.analytic == 12)
        #expect((first.absolute - 8).magnitude < 1e-6)
        #expect((first.relative - 8 / 12.0).magnitude < 1e-6)
    }

    @Test func failuresReadInLines() throws {
        let lines = try wrong(listed: 1).failures
        #expect(lines[0] == "4 of 16 derivatives of order 1 differ")
        #expect(lines[1].hasPrefix("input 0: analytic is 3.0 times numeric everywhere"))
        #expect(lines[2].hasPrefix("input 0, element 3 → output 0, element 3: numeric "))
        #expect(lines[2].contains(", analytic 12.0, absolute 8.0, relative 0.67"))
        #expect(lines.count == 3)
    }

    @Test func aPassReadsInOne() throws {
        let report = try gradientReport({ [$0[0].abs()] }, inputs: [leaf([0, 1])])
        #expect("\(report)".hasPrefix("3 derivatives of order 1 agree in float64, worst relative"))
        #expect("\(report)".hasSuffix(", 1 points without a derivative"))
        #expect(report.passed)
    }

    @Test func flatInputsAreNamed() throws {
        let report = try gradientReport(
            { [try $0[0] + $0[1].sign()] }, inputs: [leaf([1]), leaf([2])])
        #expect(report.inputCount == 2 && report.insensitiveInputs == ["input 1"])
    }

    @Test func goesIntoJSON() throws {
        let data = try JSONEncoder().encode(try wrong())
        let object = try #require(
            try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(object["passed"] as? Bool == false && object["dtype"] as? String == "float64")
        #expect((object["worst"] as? [[String: Any]])?.count == 4)
        #expect((object["diagnoses"] as? [String])?.count == 1)
        #expect(object["order"] as? Int == 1)
    }
}
