import ReferenceSupport
import TensorCore
import Testing

@Suite struct FindingsTests {
    private func tensor(_ values: [Double], _ dtype: DType = .float64) throws -> Tensor {
        try Tensor(values, shape: [values.count]).to(dtype: dtype)
    }

    private func compare(
        _ ours: Tensor?, _ theirs: Tensor, in dtype: DType = .float64, _ measure: Measure = .element
    ) -> Findings {
        var findings = Findings()
        findings.compare(ours, theirs, in: dtype, .value, measure, "y")
        return findings
    }

    @Test func keepsTheWorst() throws {
        let (e, theirs) = (Double.ulpOfOne, try tensor([1, 2, 1]))
        let findings = compare(try tensor([1 + e, 2, 1 - 2 * e]), theirs)
        #expect(findings[.float64, .value]?.ulps == 2)
        #expect(findings[.float64, .value]?.place.hasPrefix("y[2]") == true)
        #expect(findings[.float32, .value] == nil && findings.complaints == [])
    }

    @Test func measuresAtTheLargestElementOrAt1() throws {
        let (e, theirs) = (Double.ulpOfOne, try tensor([0.25, 8]))
        let ours = try tensor([0.25 + 2 * e, 8])
        #expect(compare(ours, theirs)[.float64, .value]?.ulps == 8)
        #expect(compare(ours, theirs, .largest)[.float64, .value]?.ulps == 0.25)
        #expect(compare(ours, theirs, .one)[.float64, .value]?.ulps == 2)
    }

    @Test func theLargestElementIsAFiniteOne() throws {
        let theirs = try tensor([.infinity, .nan, 1])
        let findings = compare(try tensor([.infinity, .nan, 1 + .ulpOfOne]), theirs, .largest)
        #expect(findings[.float64, .value]?.ulps == 1)
    }

    @Test func float32MayBeComparedWithMorePreciseNumbers() throws {
        let theirs = try tensor([0.1])
        #expect(compare(try tensor([0.1], .float32), theirs, in: .float32).complaints == [])
        #expect(compare(try tensor([0.1], .float32), theirs, in: .float64).complaints.count == 1)
    }

    @Test func complainsOfWhatIsNoMatterOfRounding() throws {
        let theirs = try tensor([1, 2])
        for ours in [
            nil, try tensor([1]), try tensor([1, 2]).reshape([2, 1]), try tensor([1, .nan]),
            try tensor([1, .infinity]), try tensor([1, 2], .int64),
        ] {
            #expect(compare(ours, theirs).complaints.count == 1)
        }
        let integers = try tensor([1, 2], .int64)
        #expect(compare(integers, integers).complaints == [])
        #expect(compare(try tensor([1, 3], .int64), integers).complaints.count == 1)
        #expect(compare(try tensor([1, 2], .int32), integers).complaints.count == 1)
    }
}
