import Serialization
import TensorCore
import TestSupport
import Testing

@Suite struct NPYHeaderWritingTests {
    /// headers.txt is NumPy's output for every dtype, many shapes, and both orders.
    @Test("headers have the bytes that NumPy writes")
    func equalsNumPy() throws {
        let lines = try fixtureLines("headers.txt")
        #expect(lines.count == 504)
        for line in lines {
            let text = line[4]
            let shape = line[1].split(separator: ",").compactMap { Int($0) }
            let byteCount = try #require(Int(line[3]))
            let padding = String(repeating: " ", count: byteCount - 11 - text.utf8.count) + "\n"
            let expected =
                [0x93] + Array("NUMPY".utf8) + [1, 0] + littleEndian(byteCount - 10, 2)
                + Array((text + padding).utf8)
            let written = NPYHeader.bytes(
                descriptor: line[0], isFortranOrder: line[2] == "True", shape: shape)
            #expect(written == expected, "\(line)")
        }
    }
}
