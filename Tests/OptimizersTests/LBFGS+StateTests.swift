import Optimizers
import TensorCore
import TestSupport
import Testing

@Suite struct LBFGSStateTests {
    @Test func statesThatDoNotFitChangeNothing() throws {
        let (x, y) = (try parameter([-5, 7]), try parameter([0]))
        let optimizer = try LBFGS([x, y], lr: 0.05, maxIter: 3)
        try optimizer.step { try quadratic(x, y) }
        let state = optimizer.stateDict()
        #expect(state["state.old_stps"]?.shape == [1, 3])
        func refused(_ name: String, _ tensor: Tensor?) throws {
            var wrong = state
            wrong[name] = tensor
            #expect(errorText { try optimizer.loadStateDict(wrong) } != "", "\(name)")
            #expect(optimizer.stateDict().keys == state.keys)
            #expect(optimizer.stateDict().map(\.tensor.values) == state.map(\.tensor.values))
        }
        for name in state.keys { try refused(name, nil) }
        try refused("state.d", constant([1, 2]))
        try refused("state.d", constant([1, 2, 3], .float32))
        try refused("state.n_iter", constant([-1]))
        try refused("state.old_stps", constant([1, 2, 3]))
        try refused("groups.0.lr", constant([.nan]))
        for impossible in [-1, nan, infinity] {
            try refused("state.H_diag", constant([impossible]))
            try refused("state.t", constant([impossible]))
        }
        try refused("something", constant([1]))
    }

    @Test func aLongerHistoryShrinks() throws {
        let (x, y) = (try parameter([-5, 7]), try parameter([0]))
        let long = try LBFGS([x, y], lr: 0.05, maxIter: 3)
        for _ in 0..<2 { try long.step { try quadratic(x, y) } }
        #expect(long.stateDict()["state.old_stps"]?.shape == [3, 3])
        let short = try LBFGS([x, y], lr: 0.05, maxIter: 3, historySize: 1)
        try short.loadStateDict(long.stateDict())
        try short.step { try quadratic(x, y) }
        #expect(short.stateDict()["state.old_stps"]?.shape == [1, 3])
    }

    @Test func anotherOptimizersStateIsNamed() throws {
        let x = try parameter([1])
        #expect(
            errorText { try LBFGS([x]).loadStateDict(try SGD([x]).stateDict()) }
                .contains("expected the state of LBFGS; got that of SGD"))
    }
}
