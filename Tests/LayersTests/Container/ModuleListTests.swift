import Layers
import TestSupport
import Testing

private final class Residual: Layer {
    let blocks: ModuleList<any Layer>
    init() throws { blocks = ModuleList([try Linear(2, 2), ReLU(), try Linear(2, 2)]) }
    func forward(_ x: Tensor) throws -> Tensor { try blocks.reduce(x) { try $0 + $1($0) } }
}

struct ModuleListTests {
    @Test func namesAreAsInPyTorch() throws {
        let model = try Residual()
        #expect(
            model.stateDict().keys == [
                "blocks.0.weight", "blocks.0.bias", "blocks.2.weight", "blocks.2.bias",
            ])
        #expect(model.blocks.stateDict().keys.first == "0.weight")
        #expect(try model(.ones(1, 2)).shape == [1, 2])
    }

    @Test func growsAndIsIndexed() throws {
        let list = ModuleList([try Linear(1, 2)])
        try list.append(Linear(2, 3)).append(Linear(3, 4))
        #expect(list.count == 3 && list.parameterCount == 4 + 9 + 16)
        #expect(try list[1].configuration.outputs == 3 && list[-1].configuration.outputs == 4)
        #expect(list.map(\.configuration.inputs) == [1, 2, 3])
        #expect(
            errorText { _ = try list[3] } == "ModuleList: expected a position from -3 to 2; got 3.")
    }

    @Test func holdsModulesOfAnyKind() throws {
        let modules: [any Module] = [try Linear(1, 1), try MultiheadAttention(4, 2)]
        let list = ModuleList(modules)
        #expect(list.containedModules.map(\.name) == ["0", "1"])
        list.eval()
        #expect(!list.isInTraining)
    }
}
