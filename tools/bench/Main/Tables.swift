import ArgumentParser
import BenchWorkloads

struct Operations: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Times single operations, large ones and such on four elements.")

    @Option(help: "Seconds of measuring each.")
    var seconds = 0.3
    @Option(help: "Only those whose name contains this.")
    var only = ""

    func run() throws {
        for row in OperationTable.rows where only.isEmpty || row.name.contains(only) {
            let time = try medianSeconds(for: seconds, row.prepare())
            try printJSON(OperationTime(operation: row.name, size: row.size, us: time * 1e6))
        }
    }
}

/// The time of an operation, as printed.
private struct OperationTime: Encodable {
    let operation, size: String
    let us: Double
}

struct Limits: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measures what the machine can do: matrix products and copies in memory.")

    func run() throws {
        try printJSON([
            "gflops": MachineLimits.arithmetic(), "gb_per_s": MachineLimits.bandwidth(),
        ])
    }
}

struct Counts: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Counts what a training step costs, apart from time.")

    @OptionGroup var workload: WorkloadArgument

    func run() throws { try printJSON(StepCounts.measure(Workloads.make(workload.workload))) }
}

struct Work: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints the multiply-adds of a workload's forward pass.")

    @OptionGroup var workload: WorkloadArgument

    func run() throws {
        try printJSON(["multiply_adds": Workloads.make(workload.workload).multiplyAdds])
    }
}

struct Growth: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Times training steps, and measures their memory, as a size grows 16-fold.")

    @Argument(help: "mlp or gpt.")
    var workload: String
    @Argument(help: "batch, width, depth or length.")
    var axis: String
    @Argument(help: "The factor, 1 to 16.")
    var factor: Int
    @Option(help: "Seconds of measuring.")
    var seconds = 2.0

    func run() throws {
        let workload = try Workloads.scaled(workload, axis, by: factor)
        let train = try medianSeconds(for: seconds) { try workload.train() }
        try printJSON([
            "train_us": train * 1e6, "live_mib": StepCounts.peakLiveMiB,
            "multiply_adds": Double(workload.multiplyAdds),
        ])
    }
}
