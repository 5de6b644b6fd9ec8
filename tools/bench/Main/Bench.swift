import ArgumentParser

/// The library's side of the benchmark; `tools/bench/run` sets it beside its peers.
@main
struct Bench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Times the library's workloads and operations; prints JSON.",
        subcommands: [
            Time.self, Latency.self, State.self, Losses.self, Operations.self, Limits.self,
            Counts.self, Work.self, Growth.self, Steps.self, Memory.self,
        ])
}

/// A workload by its name.
struct WorkloadArgument: ParsableArguments {
    @Argument(help: "xor, mlp, mlp_dropout, cnn, resnet20, gpt or lstm.")
    var workload: String
}
