import CVectorCPU
public import Kernels
public import TensorCore

/// Kernels in C vector code for this processor's instruction set, chosen when the program runs.
public enum VectorCPU: Plugin {
    public static let name = "VectorCPU"
    /// After OpenBLAS, whose products it replaces where it has faster ones.
    public static let rank = 1

    public static func install(into registry: inout Registry) throws {
        for kernel in kernels(for: .best) {
            try registry.register(
                kernel: kernel.implementation, for: kernel.name, kernel.dtype, replacing: true)
        }
    }

    /// The instruction sets that kernels are compiled for.
    public enum Level: Int, Sendable, CaseIterable, Comparable {
        /// What every processor of the architecture has.
        case baseline
        /// x86 with AVX2 and FMA.
        case avx2
        /// x86 with AVX-512 F, BW, DQ and VL.
        case avx512

        /// The highest level that this processor has.
        public static let best = Level(rawValue: Int(lak_best_level().rawValue)) ?? .baseline

        public static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
    }

    /// One kernel of a level.
    public struct Entry: Sendable {
        /// The key in the kernel table.
        public let name: String
        /// The type of the elements.
        public let dtype: DType
        /// The loop, such as a ``UnaryLoop``.
        public let implementation: any Sendable
    }

    /// All kernels of a level, which must be at most `Level.best` to be called.
    public static func kernels(for level: Level) -> [Entry] {
        var start: UnsafePointer<lak_entry>?
        let count = lak_table(lak_level(UInt32(level.rawValue)), &start)
        // The table is a constant array of `count` entries.
        return UnsafeBufferPointer(start: start, count: count).compactMap {
            KernelAdapter($0)?.entry
        }
    }
}

#if objectFormat(MachO)
    @section("__DATA_CONST,__lak_plugins")
    @used private let record: @convention(c) () -> Void = { Runtime.registerLinked(VectorCPU.self) }
#else
    @section("linalgkit_plugins")
    @used private let record: @convention(c) () -> Void = { Runtime.registerLinked(VectorCPU.self) }
#endif
