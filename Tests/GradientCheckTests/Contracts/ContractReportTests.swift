import Foundation
import GradientCheck
import Layers
import Testing

struct ContractReportTests {
    @Test func readsAsALine() throws {
        var report = ContractReport(kind: "scheduler", name: "StepLR")
        report.sampleCount = 3
        #expect("\(report)" == "scheduler StepLR: 3 samples")
        report.entryCount = 12
        report.worstRelativeError = 1.2345e-9
        report.worstSecondOrderError = 2e-8
        report.mutationCount = 4
        report.mutationsCaught = 3
        #expect(
            "\(report)" == "scheduler StepLR: 3 samples, 12 derivatives, worst relative error "
                + "1.2e-09, second order 2e-08, 3 of 4 mutations caught")
    }

    @Test func goesIntoJSON() throws {
        let report = try checkLayer(FaultlessLayer.self)
        let data = try JSONEncoder().encode(report)
        let object = try #require(
            try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(object["kind"] as? String == "layer")
        #expect(object["name"] as? String == "test.FaultlessLayer")
        #expect(object["mutationCount"] as? Int == report.mutationCount)
        #expect(object["worstRelativeError"] as? Double == report.worstRelativeError)
    }
}
