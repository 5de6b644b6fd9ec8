import CPlatform

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What the machine has.
public enum Machine {
    /// Processors that this process may run on.
    public static let processorCount = max(1, lak_processor_count())

    /// Bytes of memory.
    public static let physicalMemory: Int =
        max(1, sysconf(Int32(_SC_PHYS_PAGES))) * max(4096, sysconf(Int32(_SC_PAGESIZE)))

    /// The value of an environment variable that holds a positive whole number.
    package static func environmentNumber(_ name: String) -> Int? {
        guard let text = getenv(name), let value = Int(String(cString: text)), value > 0 else {
            return nil
        }
        return value
    }
}
