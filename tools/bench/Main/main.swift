import LinAlgKit
import BenchWorkloads

func median(_ seconds: Double, _ body: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    for _ in 0..<3 { try body() }
    var times: [Double] = []
    let start = clock.now
    var batch = 1
    while true {
        let begin = clock.now
        for _ in 0..<batch { try body() }
        let time = (clock.now - begin) / .seconds(1)
        if time < 1e-4, times.isEmpty { batch *= 2; continue }
        times.append(time / Double(batch))
        if (clock.now - start) / .seconds(1) > seconds, times.count > 5 { break }
    }
    times.sort()
    return times[times.count / 2]
}

let arguments = CommandLine.arguments.dropFirst()
let seconds = 1.5
if arguments.first == "steps" {
    let workload = try Workloads.make(Array(arguments)[1])
    for _ in 0..<Int(Array(arguments)[2])! { try workload.train() }
} else {
    for name in arguments.isEmpty ? Workloads.names : Array(arguments) {
        let workload = try Workloads.make(name)
        let train = try median(seconds) { try workload.train() }
        (workload.model).eval()
        let infer = try median(seconds / 2) { try workload.infer() }
        print(name, "train", train * 1e6, "us  infer", infer * 1e6, "us")
    }
    let x = try Tensor.ones(4, requiresGrad: true)
    let y = try Tensor.ones(4)
    print("forward untracked", try median(0.3) { for _ in 0..<100 { _ = try y + y } } * 1e7, "ns")
    print("exp untracked", median(0.3) { for _ in 0..<100 { _ = y.exp() } } * 1e7, "ns")
    print("forward tracked", median(0.3) { for _ in 0..<100 { _ = x.exp() } } * 1e7, "ns")
    print(
        "chain of 100 with backward, each",
        try median(0.3) {
            var z = x
            for _ in 0..<100 { z = z.tanh() }
            try z.backward(gradient: y)
            x.grad = nil
        } * 1e7, "ns")
    print(
        "add chain",
        try median(0.3) {
            var z = x
            for _ in 0..<100 { z = try z + y }
            try z.backward(gradient: y)
            x.grad = nil
        } * 1e7, "ns")
}
