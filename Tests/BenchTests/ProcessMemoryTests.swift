import BenchWorkloads
import TestSupport
import Testing

struct ProcessMemoryTests {
    @Test func whatIsTouchedIsCounted() {
        let before = ProcessMemory.residentBytes
        let size = 64 << 20
        let bytes = [UInt8](repeating: 1, count: size)
        let (after, peak) = (ProcessMemory.residentBytes, ProcessMemory.peakBytes)
        #expect(before > 0 && after > size && peak > size && bytes[size - 1] == 1)
    }

    @Test("memory grows by less than 1 MiB from step 10,000 to 100,000 of the XOR training")
    func trainingDoesNotGrow() throws {
        let (status, output) = try Program.run("bench", "memory", "xor", "10000", "100000")
        let grown = Int(output.split(separator: "\n").first ?? "")
        #expect(status == 0 && grown != nil && grown ?? .max < 1 << 20, "\(output)")
    }
}
