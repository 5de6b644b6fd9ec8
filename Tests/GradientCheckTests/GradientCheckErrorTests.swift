import GradientCheck
import TestSupport
import Testing

struct GradientCheckErrorTests {
    @Test func listsItsFindings() {
        let error = GradientCheckError("myOperation", ["first", "second"])
        #expect(
            "\(error)" == "myOperation: the check failed, 2 findings\n  - first\n  - second")
        #expect(
            "\(GradientCheckError("f", ["only"]))" == "f: the check failed, 1 finding\n  - only")
        #expect(error.report == nil && error.subject == "myOperation")
    }

    @Test func carriesTheComparisonOfAFunction() throws {
        let x = try leaf((0..<15).map { Double($0) / 7 - 1 }, [3, 5])
        let error = try #require(throws: GradientCheckError.self) {
            try gradcheck({ try Fivefold()($0[0]) }, inputs: [x])
        }
        #expect(error.subject == "gradcheck" && error.report?.mismatchCount == 15)
        #expect(error.failures == error.report?.failures)
    }
}
