import ArgumentParser
import BenchWorkloads
import LinAlgKit

struct Time: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Times a training step and inference of a workload, and measures peak memory.")

    @OptionGroup var workload: WorkloadArgument
    @Option(help: "Seconds of training; inference gets a third.")
    var seconds = 2.0

    func run() throws {
        let workload = try Workloads.make(workload.workload)
        let train = try medianSeconds(for: seconds) { try workload.train() }
        workload.model.eval()
        let infer = try medianSeconds(for: seconds / 3) { try workload.infer() }
        try printJSON([
            "train_us": train * 1e6, "infer_us": infer * 1e6,
            "peak_mib": Double(ProcessMemory.peakBytes) / 1_048_576,
        ])
    }
}

struct Latency: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Times the MLP's answer to one input.")

    @Option(help: "Seconds of measuring.")
    var seconds = 1.0

    func run() throws {
        let workload = try Workloads.mlp(batch: 1)
        workload.model.eval()
        let infer = try medianSeconds(for: seconds) { try workload.infer() }
        try printJSON(["infer_us": infer * 1e6])
    }
}

struct Steps: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Takes training steps, for profilers.")

    @OptionGroup var workload: WorkloadArgument
    @Argument(help: "How many.")
    var count: Int

    func run() throws {
        let workload = try Workloads.make(workload.workload)
        for _ in 0..<count { try workload.train() }
    }
}

struct Memory: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints by how many bytes memory grows between two training steps.")

    @OptionGroup var workload: WorkloadArgument
    @Argument(help: "The first step.")
    var from: Int
    @Argument(help: "The last step.")
    var to: Int

    func run() throws {
        let workload = try Workloads.make(workload.workload)
        for _ in 0..<from { try workload.train() }
        let before = ProcessMemory.residentBytes
        for _ in from..<to { try workload.train() }
        print(ProcessMemory.residentBytes - before)
    }
}
