import ArgumentParser
import BenchWorkloads
import LinAlgKit

struct State: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes a workload's weights and batch, for a peer to start from.")

    @OptionGroup var workload: WorkloadArgument
    @Option(help: "The .npz file.")
    var output: String

    func run() throws { try Workloads.make(workload.workload).start().write(to: output) }
}

struct Losses: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints the losses of the first training steps; no number is dropped.")

    @OptionGroup var workload: WorkloadArgument
    @Option(help: "How many steps.")
    var steps = 5
    @Option(help: "Threads; 0 for all.")
    var threads = 0

    func run() throws {
        if threads > 0 { Runtime.threadCount = threads }
        let workload = try Workloads.make(workload.workload)
        workload.dropNothing()
        let losses = try (0..<steps).map { _ in try workload.train().item() }
        let sums = try workload.model.namedParameters().map { try $0.parameter.value.sum().item() }
        try printJSON(["losses": losses, "weights": sums])
    }
}
