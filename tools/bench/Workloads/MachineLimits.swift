import LinAlgKit

/// What the machine can do at best, measured by the library's own fastest work.
public enum MachineLimits {
    /// The rate of a product of two 1024 × 1024 matrices, in GFLOP/s.
    public static func arithmetic() throws -> Double {
        let size = 1024
        let (a, b) = (try Tensor.rand(size, size), try Tensor.rand(size, size))
        let seconds = try medianSeconds(for: 1) { _ = try a.matmul(b) }
        return 2 * Double(size * size * size) / seconds * 1e-9
    }

    /// The rate at which 64 MiB are copied, read and written counted, in GB/s.
    public static func bandwidth() throws -> Double {
        let x = try Tensor.rand(16 << 20)
        let seconds = try medianSeconds(for: 1) { _ = try x.clone() }
        return 2 * Double(x.count * 4) / seconds * 1e-9
    }
}
