import Kernels
import LinAlgKit

/// What a training step costs in numbers that are the same at each run, whatever else the machine
/// does: a change of them is a change of the code.
public struct StepCounts: Codable, Equatable, Sendable {
    /// Kernels called.
    public let kernelCalls: Int
    /// Bytes copied from one tensor to another.
    public let bytesCopied: Int
    /// Requests for memory of more than about 1 KiB.
    public let largeAllocations: Int
    /// How often work was handed to other threads.
    public let wakeUps: Int

    public init(kernelCalls: Int, bytesCopied: Int, largeAllocations: Int, wakeUps: Int) {
        (self.kernelCalls, self.bytesCopied) = (kernelCalls, bytesCopied)
        (self.largeAllocations, self.wakeUps) = (largeAllocations, wakeUps)
    }

    /// The counts of one step on two threads, after some that fill the optimizer's state.
    public static func measure(_ workload: Workload) throws -> StepCounts {
        Runtime.threadCount = 2
        for _ in 0..<3 { try workload.train() }
        let before = WorkCounts.current
        try workload.train()
        let counts = WorkCounts.current - before
        return StepCounts(
            kernelCalls: counts.kernelCalls, bytesCopied: counts.bytesCopied,
            largeAllocations: counts.largeAllocations, wakeUps: counts.wakeUps)
    }

    /// The most memory that tensors have held at once, in MiB.
    public static var peakLiveMiB: Double {
        Double(BufferCache.shared.statistics.peakLiveBytes) / 1_048_576
    }
}
