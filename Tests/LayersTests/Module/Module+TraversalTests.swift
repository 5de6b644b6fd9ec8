import Layers
import Synchronization
import TestSupport
import Testing

private final class Model: Module {
    let stem: Linear
    let blocks: [any Layer]
    let heads: ModuleDict<Linear>
    init() throws {
        stem = try Linear(2, 3)
        blocks = [try Sequential(Linear(3, 3), ReLU()), stem]
        heads = try ModuleDict(["a": Linear(3, 1)])
    }
}

struct ModuleTraversalTests {
    @Test func childrenAreRightBelow() throws {
        let model = try Model()
        #expect(model.namedChildren().map(\.name) == ["stem", "blocks.0", "blocks.1", "heads"])
        #expect(try Linear(1, 1).namedChildren().isEmpty)
    }

    @Test func modulesAppearOnce() throws {
        let types = try Model().modules().map { "\(type(of: $0))" }
        #expect(
            types == [
                "Model", "Linear", "Sequential", "Linear", "ReLU", "ModuleDict<Linear>", "Linear",
            ])
    }

    @Test func applyReachesInnerModulesFirst() throws {
        let model = try Model()
        var order: [String] = []
        try model.apply { module in
            order.append("\(type(of: module))")
            if let linear = module as? Linear { linear.weight = try .ones(linear.weight.shape) }
        }
        #expect(order.last == "Model" && order.count == 7)
        #expect(model.stem.weight.values == [1, 1, 1, 1, 1, 1])
        struct Stop: Error {}
        #expect(throws: Stop.self) { try model.apply { _ in throw Stop() } }
    }

    @Test func parametersAndBuffersChangeType() throws {
        let model = try Sequential(Linear(2, 2), BatchNorm1d(2))
        try model[0].requiresGrad(false)
        try model.to(dtype: .float64)
        #expect(model.parameters().map(\.value.dtype) == [.float64, .float64, .float64, .float64])
        #expect(model.parameters().map(\.requiresGrad) == [false, false, true, true])
        #expect(model.namedBuffers().map(\.buffer.value.dtype) == [.float64, .float64, .int64])
        #expect(try model(sample([3, 2])).dtype == .float64)
        try model.to(dtype: .bfloat16)
        #expect(model.parameters()[0].value.dtype == .bfloat16)
        #expect(
            errorText { try model.to(dtype: .int64) }
                == "to: expected a floating-point dtype for a module; got int64.")
    }

    @Test func summaryCountsParameters() throws {
        let model = try Sequential(Linear(4, 3), Sequential(ReLU(), Linear(3, 1)))
        try model[0].requiresGrad(false)
        #expect(
            model.summary() == """
                Sequential       19
                  0  Linear      15
                  1  Sequential   4
                    1.0  ReLU     0
                    1.1  Linear   4
                19 parameters, of which 4 are learnt
                """)
    }
}
