import BenchWorkloads
import LinAlgKit

// bench [WORKLOAD…]            times training steps and inference
// bench operations             times small operations, where the cost is the library's own
// bench steps WORKLOAD COUNT   takes training steps, for profilers that count instructions

let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "steps" where arguments.count == 3:
    let workload = try Workloads.make(arguments[1])
    for _ in 0..<(Int(arguments[2]) ?? 0) { try workload.train() }
case "operations":
    for (name, nanoseconds) in try SmallOperations.measure() {
        print("\(name)  \(nanoseconds.rounded()) ns")
    }
default:
    for name in arguments.isEmpty ? Workloads.names : arguments {
        let workload = try Workloads.make(name)
        let train = try medianSeconds(for: 1.5) { try workload.train() }
        workload.model.eval()
        let infer = try medianSeconds(for: 0.75) { try workload.infer() }
        print("\(name)  train \(train * 1e6) µs/step  infer \(infer * 1e6) µs")
    }
}
