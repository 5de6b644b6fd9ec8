import Layers
import Testing

private final class Names: Module {
    let weight = cell()
    let inProjWeight = cell()
    let weightHH = cell()
    // swift-format-ignore: AlwaysUseLowerCamelCase
    let A_log = cell()
    // swift-format-ignore: AlwaysUseLowerCamelCase
    let D = cell()
    // swift-format-ignore: AlwaysUseLowerCamelCase
    let weight_ih_l0 = cell()
    let _private = cell()
    let someLayer = ReLU()
    let layerNorm = unfailingNorm()
}

private func cell() -> Parameter { Parameter(unfailing { () throws(TensorError) in try .ones(1) }) }

private func unfailingNorm() -> LayerNorm? { try? LayerNorm(1, bias: false) }

struct ModuleContentsNamesTests {
    @Test func tensorsAreInSnakeCaseAndModulesAsTheyAre() {
        #expect(
            Names().stateDict().keys == [
                "weight", "in_proj_weight", "weight_hh", "A_log", "D", "weight_ih_l0", "private",
                "layerNorm.weight",
            ])
    }
}
