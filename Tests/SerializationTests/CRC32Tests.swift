import Serialization
import Testing

struct CRC32Tests {
    /// The check value that catalogues give for this polynomial, and the sum of nothing.
    @Test func isTheOneOfGzip() {
        var sum = CRC32()
        #expect(sum.value == 0)
        sum.add("1234".utf8)
        sum.add("56789".utf8)
        #expect(sum.value == 0xCBF4_3926)
    }
}
