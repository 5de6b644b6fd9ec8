import Foundation
import GradientCheck
import Testing

struct OperationReportTests {
    @Test func saysWhatWasCovered() throws {
        let report = try checkOperation(Faultless.self)
        #expect(report.name == "test.faultless" && report.sampleCount == 3)
        // Shapes [2, 3], [] and [5]; the second order goes by the upstream gradient besides.
        #expect(report.entryCount == 3 * (36 + 1 + 25))
        #expect(report.mutationCount == 2 && report.mutationsCaught == 2)
        #expect(report.worstRelativeError < 1e-8 && report.worstSecondOrderError < 1e-6)
        #expect("\(report)".hasPrefix("test.faultless: 3 samples, 186 derivatives, worst relative"))
        #expect("\(report)".hasSuffix("2 of 2 mutations caught"))
    }

    @Test func goesIntoJSON() throws {
        let report = try checkOperation(Faultless.self)
        let object = try #require(
            try JSONSerialization.jsonObject(with: JSONEncoder().encode(report)) as? [String: Any])
        #expect(object["name"] as? String == "test.faultless")
        #expect(object["mutationsCaught"] as? Int == 2)
        #expect(object["entryCount"] as? Int == report.entryCount)
    }
}
