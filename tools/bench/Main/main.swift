import BenchWorkloads
import LinAlgKit

// bench [WORKLOAD…]            times training steps and inference
// bench operations             times small operations, where the cost is the library's own
// bench steps WORKLOAD COUNT   takes training steps, for profilers that count instructions
// bench memory WORKLOAD FROM TO   prints by how many bytes memory grows between these steps

let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "steps" where arguments.count == 3:
    let workload = try Workloads.make(arguments[1])
    for _ in 0..<(Int(arguments[2]) ?? 0) { try workload.train() }
case "memory" where arguments.count == 4:
    let workload = try Workloads.make(arguments[1])
    let (from, to) = (Int(arguments[2]) ?? 0, Int(arguments[3]) ?? 0)
    for _ in 0..<from { try workload.train() }
    let before = ProcessMemory.residentBytes
    for _ in from..<to { try workload.train() }
    print(ProcessMemory.residentBytes - before)
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
