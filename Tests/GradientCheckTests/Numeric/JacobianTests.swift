import GradientCheck
import TestSupport
import Testing

struct JacobianTests {
    @Test func thereIsAnEntryForEachInputAndOutputElement() throws {
        let inputs = [try leaf([1, 2], [2]), try leaf([3], [1])]
        let report = try gradcheck(
            { [try $0[0] * $0[1], try ($0[0] + $0[1]).sum()] }, inputs: inputs)
        // Three outputs' elements by three inputs' elements.
        #expect(report.entryCount == 9)
    }

    @Test func outputsThatDoNotDependOnAnInputCountAsZero() throws {
        let inputs = [try leaf([1, 2], [2]), try leaf([3], [1])]
        #expect(try gradcheck({ [$0[0] * 2, $0[1] * 3] }, inputs: inputs).passed)
        let report = try gradientReport(
            { [try $0[0] * 2 + $0[1].detach(), $0[1] * 3] }, inputs: inputs)
        #expect(report.mismatchCount == 2 && report.worst.allSatisfy { $0.input == "input 1" })
        #expect(report.worst.allSatisfy { $0.analytic == 0 && $0.output == 0 })
    }

    @Test func aGradientOfAnotherTypeOrShapeIsAProblem() throws {
        let text = errorText {
            try gradcheck({ [try WrongGradientShape()($0[0])] }, inputs: [leaf([1, 2])])
        }
        #expect(text.contains("expected a gradient of input 0's shape [2]; got [1, 2]"))
    }

    /// The rule gets one output's upstream gradient alone: the other's is undefined.
    @Test func upstreamGradientsOfOtherOutputsAreUndefined() throws {
        #expect(
            try gradcheck(
                { inputs in
                    let result = try SumAndProduct()(Pair(inputs[0], inputs[1]))
                    return [result.first, result.second]
                }, inputs: [leaf([1, 2]), leaf([3, 4])]
            ).entryCount == 16)
    }
}
