import GradientCheck
import Layers
import TestSupport
import Testing

struct SequentialTests {
    @Test func passesTheLayerCheck() throws {
        try checkLayer("Sequential", input: sample([2, 3]), refusing: [[2, 4]]) { generator in
            try Sequential(
                Linear(3, 4, generator: generator), Tanh(), Dropout(0.4, generator: generator),
                Linear(4, 2, generator: generator))
        }
    }

    @Test func runsLayersInOrder() throws {
        let double = try makeDouble(Linear(1, 1, bias: false))
        double.weight = try constant([-2], [1, 1])
        let x = try constant([3], [1, 1])
        #expect(try Sequential(double, ReLU())(x).values == [0])
        #expect(try Sequential(ReLU(), double)(x).values == [-6])
        #expect(try Sequential()(x).values == [3])
    }

    @Test("seed defect 34: keys are 0.weight, and negative positions count from the end")
    func keysAndPositions() throws {
        let model = try Sequential(Linear(2, 3), Sequential(ReLU(), Linear(3, 1)))
        #expect(model.stateDict().keys == ["0.weight", "0.bias", "1.1.weight", "1.1.bias"])
        #expect(model.count == 2)
        #expect(try model[-1] is Sequential && model[0] is Linear)
        #expect(
            errorText { _ = try model[2] }
                == "Sequential: expected a position from -2 to 1; got 2.")
        #expect(!errorText { _ = try model[-3] }.isEmpty)
    }

    @Test func gradients() throws {
        try checkGradients(
            of: Sequential(Linear(3, 4), Tanh(), LayerNorm(4), Linear(4, 2), Softmax()),
            at: sample([2, 3]))
    }

    @Test func modulesHaveNames() throws {
        let model = try Sequential(Linear(2, 3), Sequential(ReLU()))
        #expect(model.namedModules().map(\.name) == ["", "0", "1", "1.0"])
    }
}

extension SequentialTests {
    @Test func layersAreAppended() throws {
        let model = try Sequential(Linear(2, 3))
        let same = try model.append(ReLU()).append(Linear(3, 1))
        #expect(same === model && model.count == 3)
        #expect(try model(.ones(1, 2)).shape == [1, 1] && model[-1] is Linear)
        #expect(model.stateDict().keys.last == "2.bias")
    }
}
