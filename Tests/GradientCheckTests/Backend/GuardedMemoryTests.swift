import GradientCheck
import Testing

struct GuardedMemoryTests {
    /// Runs `body` on an array of 10 bytes and gives what it touched besides.
    private func trespass(
        _ placement: GuardedMemory.Placement, _ body: (UnsafeMutableRawPointer) -> Void
    ) throws -> String? {
        let memory = try GuardedMemory(byteCount: 10)
        return try GuardedMemory.watching {
            body(memory.place(10, width: 2, placement, fill: 7))
            return memory.trespass()
        }
    }

    @Test(arguments: GuardedMemory.Placement.allCases)
    func anArrayMayBeUsedAsAWhole(placement: GuardedMemory.Placement) throws {
        let found = try trespass(placement) { array in
            let bytes = UnsafeMutableRawBufferPointer(start: array, count: 10)
            #expect(bytes.allSatisfy { $0 == 7 })
            for index in bytes.indices { bytes[index] = UInt8(index) }
        }
        #expect(found == nil)
    }

    @Test func oneByteReadPastTheEndIsFound() throws {
        var value: UInt8 = 1
        let found = try trespass(.atTheEnd) { value = $0.load(fromByteOffset: 10, as: UInt8.self) }
        // Beyond the array lies what the guard was opened to.
        #expect(found == "memory after the end" && value == 0)
    }

    @Test func oneByteReadBeforeTheStartIsFound() throws {
        var value: UInt8 = 1
        let found = try trespass(.atTheStart) {
            value = $0.load(fromByteOffset: -1, as: UInt8.self)
        }
        #expect(found == "memory before the start" && value == 0)
    }

    @Test func oneByteWrittenBesideTheArrayIsFound() throws {
        let after = try trespass(.atTheStart) {
            $0.storeBytes(of: 1, toByteOffset: 10, as: UInt8.self)
        }
        #expect(after == "memory after the end, by writing")
        let before = try trespass(.misaligned) {
            $0.storeBytes(of: 1, toByteOffset: -1, as: UInt8.self)
        }
        #expect(before == "memory before the start, by writing")
    }

    @Test func guardsCloseAgain() throws {
        let memory = try GuardedMemory(byteCount: 4)
        try GuardedMemory.watching {
            for _ in 0..<3 {
                let array = memory.place(4, width: 1, .atTheEnd, fill: 0)
                #expect(memory.trespass() == nil)
                array.storeBytes(of: 1, toByteOffset: 4, as: UInt8.self)
                #expect(memory.trespass() == "memory after the end")
            }
        }
    }

    @Test func misalignedArraysAreAlignedForTheirElementsAlone() throws {
        let memory = try GuardedMemory(byteCount: 64)
        let aligned = UInt(bitPattern: memory.place(32, width: 8, .atTheStart, fill: 0))
        let misaligned = UInt(bitPattern: memory.place(32, width: 8, .misaligned, fill: 0))
        #expect(aligned % 4096 == 0 && misaligned % 8 == 0 && misaligned % 16 != 0)
    }
}
