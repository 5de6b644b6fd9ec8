import ParityPage
import ReferenceSupport
import TensorCore
import Testing

@Suite struct FigureTests {
    private func figure(_ ulps: Double) throws -> String {
        var findings = Findings()
        // A deviation of so many units at 1.
        let theirs = try Tensor([1.0] as [Double], shape: [1])
        let ours = try Tensor([1 + ulps * Double.ulpOfOne], shape: [1])
        findings.compare(ours, theirs, in: .float64, .value, .element, "x")
        return Figure.text(findings[.float64, .value])
    }

    @Test(arguments: [
        (0.0, "0"), (1, "1"), (9, "9"), (10, "10"), (99, "99"), (101, "110"), (1230, "1300"),
    ])
    func isRoundedUp(ulps: Double, text: String) throws { #expect(try figure(ulps) == text) }

    @Test func saysWhatIsNotThereAndWhatIsInfinite() throws {
        #expect(Figure.text(nil) == "–")
        #expect(try figure(.infinity) == "∞")
        #expect(Figure.number("∞") == .infinity && Figure.number("–") == nil)
        #expect(Figure.number("31e12") == 31e12)
    }
}
