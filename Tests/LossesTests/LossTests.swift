import GradientCheck
import Losses
import TestSupport
import Testing

/// The loss of three tensors in the documentation of `LossFunction`.
private struct MidpointLoss: LossFunction {
    static let lossName = "my.Midpoint"
    static let inputNames = ["one end", "the other end", "the target"]
    let reduction: Reduction

    func callAsFunction(_ inputs: Triple) throws -> Tensor {
        try mseLoss((inputs.first + inputs.second) / 2, inputs.third, reduction: reduction)
    }

    static var samples: [LossSample<MidpointLoss>] {
        get throws {
            let ends = try (0..<3).map { try Samples.values([4, 3], in: -2...2, seed: $0) }
            return [
                LossSample("rows", inputs: Triple(ends[0], ends[1], ends[2])) { reduction, _ in
                    MidpointLoss(reduction: reduction)
                }
            ]
        }
    }
}

private enum MidpointPlugin: Plugin {
    static let name = "test.midpoint"
    static func install(into registry: inout Registry) throws {
        try registry.register(loss: MidpointLoss.self)
    }
}

@Suite struct LossTests {
    @Test func aLossOfThreeTensorsIsChecked() throws {
        let report = try checkLoss(MidpointLoss.self)
        // Three reductions, three inputs, two mutations.
        #expect(report.mutationCount == 18 && report.mutationsCaught == 18)
    }

    @Test func aLossOfThreeTensorsIsFoundByName() throws {
        let names = try Runtime.withPlugins(MidpointPlugin.self) {
            let type: any LossFunction.Type = try Runtime.registry.entry(
                named: "my.Midpoint", kind: .loss)
            return type.inputNames
        }
        #expect(names == MidpointLoss.inputNames)
    }

    @Test func lossesOfTwoTensorsTakeThemAsAPairToo() throws {
        let (x, y) = (try constant([1, 3]), try constant([0, 0]))
        #expect(try MSELoss()(Pair(x, y)).item() == MSELoss()(x, y).item())
        #expect(MSELoss.inputNames == ["the prediction", "the target"])
    }
}
