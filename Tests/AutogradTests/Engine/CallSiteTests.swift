import Autograd
import Kernels
import TestSupport
import Testing

struct CallSiteTests {
    /// The place that the anomaly of a call made here is said to have.
    @inline(never)
    private func anomaly(_ line: inout Int) throws -> String {
        let x = try constant([-1])
        line = #line + 1
        return errorText { try detectAnomaly { _ = x.log() } }
    }

    @Test func namesFunctionFileAndLineOfCodeOutsideTheLibrary() throws {
        var line = 0
        let text = try anomaly(&line)
        #expect(text.contains("(CallSiteTests.swift:\(line))"), "\(text)")
        #expect(text.contains("anomaly("), "\(text)")
        for file in ["Log.swift", "Operation.swift", "CallWatch.swift", "AnomalySearch.swift"] {
            #expect(!text.contains(file), "\(text)")
        }
    }

    @Test func reads() {
        let frame = CallSite.Frame(function: "f()", path: "/a/b/Model.swift", line: 7)
        #expect("\(frame)" == "f() (Model.swift:7)")
        let unplaced = CallSite.Frame(function: "g()")
        #expect("\(CallSite(frames: [frame, unplaced]))" == "f() (Model.swift:7), called by g()")
        let many = CallSite(frames: Array(repeating: unplaced, count: 9))
        #expect("\(many)" == "g(), called by g(), called by g(), called by g()")
        #expect("\(CallSite(frames: []))".contains("no symbols"))
    }
}
