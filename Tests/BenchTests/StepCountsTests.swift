import BenchWorkloads
import Foundation
import TestSupport
import Testing

/// What a training step of each workload may cost. The numbers do not depend on the machine: whoever
/// makes one smaller writes it down here, and a change that makes one larger has to say why.
struct StepCountsTests {
    private static let allowed = [
        "xor": StepCounts(
            kernelCalls: 24, bytesCopied: 0, largeAllocations: 0, wakeUps: 0),
        "mlp": StepCounts(
            kernelCalls: 25, bytesCopied: 0, largeAllocations: 71, wakeUps: 18),
        "mlp_dropout": StepCounts(
            kernelCalls: 28, bytesCopied: 0, largeAllocations: 44, wakeUps: 9),
        "cnn": StepCounts(
            kernelCalls: 42, bytesCopied: 1_152, largeAllocations: 369, wakeUps: 24),
        "resnet20": StepCounts(
            kernelCalls: 399, bytesCopied: 11_968, largeAllocations: 2_966, wakeUps: 179),
        "gpt": StepCounts(
            kernelCalls: 213, bytesCopied: 33_280, largeAllocations: 4_802, wakeUps: 179),
        "lstm": StepCounts(
            kernelCalls: 21, bytesCopied: 425_984, largeAllocations: 44, wakeUps: 11),
    ]

    @Test(arguments: Workloads.names)
    func aStepCostsNoMoreThanWritten(_ name: String) throws {
        let (status, output) = try Program.run("bench", "counts", name)
        let counts = try JSONDecoder().decode(StepCounts.self, from: Data(output.utf8))
        let allowed = try #require(Self.allowed[name])
        #expect(status == 0)
        #expect(counts.kernelCalls <= allowed.kernelCalls)
        #expect(counts.bytesCopied <= allowed.bytesCopied)
        #expect(counts.largeAllocations <= allowed.largeAllocations)
        #expect(counts.wakeUps <= allowed.wakeUps)
    }

    @Test(
        "losses and weights have the same bits on one thread and on two", arguments: Workloads.names
    )
    func threadsDoNotMatter(_ name: String) throws {
        let outputs = try ["1", "2"].map {
            try Program.run("bench", "losses", name, "--steps", "3", "--threads", $0)
        }
        #expect(outputs[0].status == 0 && outputs[0].output.contains("losses"))
        #expect(outputs[0].output == outputs[1].output)
    }
}
