import Foundation
import LinAlgKit
import LinAlgKitCommands
import TestSupport
import Testing

struct ArrayStatisticsTests {
    @Test func countsWhatIsNotFiniteAndLeavesItOut() throws {
        let found = ArrayStatistics("w", try constant([1, .nan, -3, .infinity, 5, -.infinity]))
        #expect(found.min == .real(-3) && found.max == .real(5) && found.mean == 1)
        #expect(found.nan == 1 && found.infinite == 2)
        #expect(found.dtype == "float64" && found.shape == [6])
    }

    @Test func integersStayExact() throws {
        let large = Int64.max
        let found = ArrayStatistics("n", try Tensor([large, large - 1, 3], shape: [3]))
        #expect(found.min == .integer(3) && found.max == .integer(large))
        let flags = ArrayStatistics("m", try Tensor([true, false, true, true], shape: [4]))
        #expect(flags.min == .integer(0) && flags.max == .integer(1) && flags.mean == 0.75)
    }

    @Test func nothingFiniteHasNoExtremes() throws {
        for values in [[], [Double.nan]] {
            let found = ArrayStatistics("e", try constant(values))
            #expect(found.min == nil && found.max == nil && found.mean == nil)
        }
    }

    /// The sum is infinite, the mean is not.
    @Test func meanOfLargeNumbers() throws {
        let huge = Double.greatestFiniteMagnitude
        let mean = try #require(ArrayStatistics("h", try constant([huge, huge, huge])).mean)
        // Three steps of a running mean, each rounded once.
        #expect((mean / huge - 1).magnitude < 4 * Double.ulpOfOne)
    }

    @Test func encodesNumbersInTheirType() throws {
        let found = ArrayStatistics("n", try Tensor([1, 2], shape: [2]))
        let json = try JSONEncoder().encode(found)
        let decoded = try #require(JSONSerialization.jsonObject(with: json) as? [String: Any])
        #expect(decoded["max"] as? Int == 2 && decoded["mean"] as? Double == 1.5)
        #expect(decoded["name"] as? String == "n" && decoded["dtype"] as? String == "int64")
    }
}
