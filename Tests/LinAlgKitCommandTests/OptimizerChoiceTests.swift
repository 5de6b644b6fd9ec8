import LinAlgKit
import LinAlgKitCommands
import TestSupport
import Testing

struct OptimizerChoiceTests {
    @Test func buildsEachWithItsOptions() throws {
        let kinds: [OptimizerChoice: Any.Type] = [
            .sgd: SGD.self, .adam: Adam.self, .adamw: AdamW.self, .rmsprop: RMSprop.self,
        ]
        for choice in OptimizerChoice.allCases {
            let model = try Linear(2, 1)
            let optimizer = try choice.build(
                model.parameters(), options("--optimizer", choice.rawValue, "--lr", "0.25"))
            #expect(kinds[choice] == type(of: optimizer), "\(choice)")
            #expect(optimizer.lr == 0.25)
        }
    }

    @Test func optionsReachTheOptimizer() throws {
        let model = try Linear(2, 1)
        let sgd = try OptimizerChoice.sgd.build(
            model.parameters(),
            options("--optimizer", "sgd", "--momentum", "0.5", "--weight-decay", "0.25"))
        let state = sgd.stateDict()
        let values = state.flatMap { $0.tensor.toArray(as: Double.self) }
        #expect(values.contains(0.5) && values.contains(0.25), "\(state.keys)")
    }

    /// PyTorch's.
    @Test func defaults() throws {
        #expect(OptimizerChoice.allCases.map(\.defaultRate) == [1e-3, 1e-3, 1e-3, 1e-2])
        #expect(OptimizerChoice.allCases.map(\.defaultWeightDecay) == [0, 0, 1e-2, 0])
        #expect(OptimizerChoice.allCases.map(\.takesMomentum) == [true, false, false, true])
    }
}
