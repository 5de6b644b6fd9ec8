import CGuardedMemory

/// An array's memory between two guards, with marks around the array.
///
/// Reading or writing beyond the memory touches a guard; writing between it and the array changes a
/// mark; and what is read there, as floating-point NaN, spoils results.
package final class GuardedMemory {
    // Unsafe: every array is placed so that it fits between the guards.

    /// Where an array lies in its memory.
    package enum Placement: String, CaseIterable {
        /// Its last byte is the last before a guard; aligned as its elements are.
        case atTheEnd = "at the end of memory"
        /// Its first byte is the first after a guard, aligned for any vector.
        case atTheStart = "at the start of memory"
        /// One element after the start: aligned for its elements, but for no vector.
        case misaligned = "one element after an aligned address"
    }

    private static let mark: UInt8 = 0xFF
    /// How far from the array marks are looked after.
    private static let margin = 4096

    private let memory: lak_guarded
    private var array: Range<Int> = 0..<0

    /// - Throws: `TensorError` when the system has no memory for it.
    package init(byteCount: Int) throws(TensorError) {
        memory = lak_guarded_make(byteCount)
        guard memory.start != nil else {
            throw TensorError(
                .memory, "checkBackend", expected: "memory with guards for \(byteCount) bytes",
                got: "none")
        }
    }

    deinit { lak_guarded_free(memory) }

    /// The bytes that arrays may take.
    var byteCount: Int { memory.byte_count }

    /// Puts an array of so many bytes, filled with `fill`, into the memory; returns its address.
    package func place(_ byteCount: Int, width: Int, _ placement: Placement, fill: UInt8)
        -> UnsafeMutableRawPointer
    {
        let offset =
            switch placement {
            case .atTheEnd: memory.byte_count - byteCount
            case .atTheStart: 0
            case .misaligned: width
            }
        array = offset..<offset + byteCount
        let around = surroundings
        memset(around.lowerBound, around.upperBound, Self.mark)
        memset(array.lowerBound, array.upperBound, fill)
        return memory.start + offset
    }

    private var surroundings: Range<Int> {
        let start = max(0, array.lowerBound - Self.margin)
        let end = min(memory.byte_count, array.upperBound + Self.margin)
        return start..<end
    }

    private func memset(_ start: Int, _ end: Int, _ value: UInt8) {
        (memory.start + start).initializeMemory(
            as: UInt8.self, repeating: value, count: end - start)
    }

    /// What was touched that does not belong to the array; nil when nothing was.
    package func trespass() -> String? {
        let touched = lak_guarded_touched(memory)
        if touched & Int32(LAK_TOUCHED_AFTER) != 0 { return "memory after the end" }
        if touched & Int32(LAK_TOUCHED_BEFORE) != 0 { return "memory before the start" }
        let bytes = UnsafeRawBufferPointer(start: memory.start, count: memory.byte_count)
        let around = surroundings
        func isMarked(_ range: Range<Int>) -> Bool { bytes[range].allSatisfy { $0 == Self.mark } }
        if !isMarked(array.upperBound..<around.upperBound) {
            return "memory after the end, by writing"
        }
        if !isMarked(around.lowerBound..<array.lowerBound) {
            return "memory before the start, by writing"
        }
        return nil
    }

    /// Runs `body` with touched guards noted instead of ending the process.
    package static func watching<Result>(_ body: () throws -> Result) throws -> Result {
        guard lak_guard_begin() == 0 else {
            throw TensorError(
                .value, "checkBackend", expected: "to be told of touched guards",
                got: "a refusal of the system")
        }
        defer { lak_guard_end() }
        return try body()
    }
}
