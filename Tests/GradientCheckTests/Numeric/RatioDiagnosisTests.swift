import GradientCheck
import TestSupport
import Testing

struct RatioDiagnosisTests {
    /// The diagnoses of x², whose gradient is wrong by a factor.
    private func diagnosis(_ factor: Double, _ shape: Shape = [3, 5]) throws -> String {
        let x = try leaf((0..<shape.elementCount).map { Double($0) + 0.5 }, shape)
        return try Mutation.plant("square", input: 0, factor: factor) {
            try gradientReport({ [$0[0].square()] }, inputs: [x]).diagnoses.joined()
        }
    }

    @Test func reasonsForARatioAreNamed() throws {
        #expect(try diagnosis(5).hasSuffix("5.0 times numeric everywhere: the size of axis 1"))
        #expect(try diagnosis(1 / 3.0).hasSuffix("everywhere: one by the size of axis 0"))
        #expect(try diagnosis(15).hasSuffix("the number of elements"))
        #expect(try diagnosis(-1).hasSuffix("the sign is wrong"))
        #expect(try diagnosis(2).hasSuffix("a factor of 2"))
        #expect(try diagnosis(7).hasSuffix("analytic is 7.0 times numeric everywhere"))
        #expect(try diagnosis(2, [2, 4]).hasSuffix("the size of axis 0, or a factor of 2"))
        #expect(try diagnosis(0).hasSuffix("analytic is 0 everywhere: no gradient arrives"))
        #expect(try diagnosis(1) == "")
    }

    @Test func theSizeOfAnOutputIsAReasonToo() throws {
        let x = try leaf([1, 2, 3, 4, 5, 6], [6])
        let text = try Mutation.plant("square", input: 0, factor: 4) {
            try gradientReport(
                { [try $0[0].square().unsqueeze(dim: 0).expand([4, 6])] }, inputs: [x]
            ).diagnoses.joined()
        }
        #expect(text.contains("the size of axis 0 of output 0"))
    }

    @Test func aRatioThatVariesIsNone() throws {
        let x = try leaf([1, 2, 3])
        let report = try gradientReport(
            { [try $0[0] * $0[0].detach()] }, inputs: [x])
        #expect(!report.passed)
        // x instead of 2x is one half everywhere.
        #expect(report.diagnoses.joined().contains("0.5 times numeric"))
        let uneven = try gradientReport(
            { [try $0[0].square() + $0[0].detach().exp()] }, inputs: [x])
        #expect(!uneven.passed && uneven.diagnoses.isEmpty)
    }

    @Test func eachInputHasItsOwn() throws {
        let inputs = [try leaf([1, 2, 3]), try leaf([4, 5, 6])]
        let report = try Mutation.plant("multiply", input: 1, factor: 3) {
            try gradientReport({ [try $0[0] * $0[1]] }, inputs: inputs)
        }
        #expect(report.diagnoses.count == 1)
        #expect(report.diagnoses[0].hasPrefix("input 1: analytic is 3.0 times"))
    }
}
