import Foundation

/// The memory of this process.
public enum ProcessMemory {
    /// The most that was resident at once, in bytes.
    public static var peakBytes: Int {
        var usage = rusage()
        #if canImport(Darwin)
            getrusage(RUSAGE_SELF, &usage)
            return usage.ru_maxrss
        #else
            getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
            return usage.ru_maxrss * 1024
        #endif
    }

    /// What is resident now, in bytes.
    public static var residentBytes: Int {
        #if canImport(Darwin)
            var info = mach_task_basic_info()
            var count = mach_msg_type_number_t(
                MemoryLayout<mach_task_basic_info>.size / MemoryLayout<natural_t>.size)
            let status = withUnsafeMutablePointer(to: &info) { info in
                info.withMemoryRebound(to: integer_t.self, capacity: Int(count)) {
                    task_info(mach_task_self_, task_flavor_t(MACH_TASK_BASIC_INFO), $0, &count)
                }
            }
            return status == KERN_SUCCESS ? Int(info.resident_size) : 0
        #else
            // Pages of the program, and those of them that are resident: see proc(5).
            let pages = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
                .split(separator: " ").dropFirst().first.flatMap { Int($0) }
            return (pages ?? 0) * sysconf(Int32(_SC_PAGESIZE))
        #endif
    }
}
