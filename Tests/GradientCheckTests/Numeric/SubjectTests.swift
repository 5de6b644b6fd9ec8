import GradientCheck
import TestSupport
import Testing

struct SubjectTests {
    @Test func inputsAreConvertedAndOthersStay() throws {
        let (x, index) = (try leaf([1, 2], .float32), try Tensor([1, 0]))
        try gradcheck(
            { inputs in
                #expect(inputs[0].dtype == .float64 && inputs[1].dtype == .int64)
                return [try inputs[0].indexSelect(dim: 0, inputs[1]) * 2]
            }, inputs: [x, index])
    }

    @Test func onlyTrackedInputsAreDifferentiated() throws {
        let (x, w) = (try leaf([1, 2]), try constant([3, 4]))
        let report = try gradcheck({ [try $0[0] * $0[1]] }, inputs: [x, w])
        #expect(report.inputCount == 1 && report.entryCount == 4)
    }

    @Test func otherOutputsAreIgnored() throws {
        let x = try leaf([1, 2])
        let report = try gradcheck({ [$0[0] * 2, try $0[0].argmax()] }, inputs: [x])
        #expect(report.entryCount == 4)
    }

    @Test func theUsersTensorsStayAsTheyAre() throws {
        let x = try leaf([1, 2])
        try gradcheck({ [$0[0].exp()] }, inputs: [x])
        try gradgradcheck({ [$0[0].exp()] }, inputs: [x])
        #expect(x.grad == nil && x.values == [1, 2])
    }

    @Test func secondOrderGoesByInputsAndUpstreamGradients() throws {
        let x = try leaf([0.5, 1.5])
        let report = try Mutation.plant("exp", input: 0, factor: 1) {
            try gradientReport({ [$0[0].exp()] }, inputs: [x], order: 2)
        }
        #expect(report.inputCount == 2 && report.entryCount == 8)
        // A gradient that does not depend on the upstream gradient is wrong in that.
        let wrong = try gradientReport({ [try SquaredUpstream()($0[0])] }, inputs: [x], order: 2)
        #expect(wrong.passed, "the rule's own derivative is right: \(wrong)")
    }
}
