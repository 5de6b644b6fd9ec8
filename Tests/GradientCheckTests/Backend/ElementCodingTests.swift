import GradientCheck
import Testing

struct ElementCodingTests {
    private func trip(_ values: [Double], _ dtype: DType) -> [Double] {
        withUnsafeTemporaryAllocation(byteCount: 8 * values.count, alignment: 8) { buffer in
            // Room for `values.count` elements of any type.
            guard let start = buffer.baseAddress else { return [] }
            ElementCoding.write(values, to: start, dtype)
            return ElementCoding.read(start, values.count, dtype)
        }
    }

    @Test func numbersAreRoundedToTheType() {
        #expect(trip([0.1, -2, 1e300], .float64) == [0.1, -2, 1e300])
        #expect(trip([0.1, -2, 1e300], .float32) == [Double(Float(0.1)), -2, .infinity])
        #expect(ElementCoding.rounded([0.1], .float32) == [Double(Float(0.1))])
        #expect(trip([.nan], .float32)[0].isNaN)
    }

    @Test func integersAreMovedIntoTheirRange() {
        #expect(trip([1.9, -1.9, 1e300, .nan], .int32) == [1, -1, 2_147_483_647, 0])
        #expect(trip([-5, 300, 7], .uint8) == [0, 255, 7])
        #expect(trip([0, 2, -1], .bool) == [0, 1, 1])
        #expect(trip([1e300], .int64) == [Double(Int64.max)])
    }
}
