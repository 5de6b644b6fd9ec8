import Layers
import Optimizers
import TestSupport
import Testing

private class Base: Module {
    let fromBase: Parameter
    init() throws { fromBase = Parameter(try .ones(1)) }
}

private final class Everything: Base {
    @Parameter var wrapped: Tensor
    @Buffer var runningTotal: Tensor
    let optional: Linear?
    let absent: Linear?
    let list: [Linear]
    let nested: [[Linear]]
    let byName: [String: Linear]
    let scratch = Buffer(
        wrappedValue: unfailing { () throws(TensorError) in try .ones(1) }, isPersistent: false)
    lazy var late = Parameter(unfailing { () throws(TensorError) in try .ones(1) })

    override init() throws {
        wrapped = try .ones(1)
        runningTotal = try .zeros(1)
        func linear() throws -> Linear { try Linear(1, 1, bias: false) }
        optional = try linear()
        absent = nil
        list = [try linear(), try linear()]
        nested = [[try linear()]]
        byName = ["b": try linear(), "a": try linear()]
        try super.init()
    }
}

private struct Holder { let layer: Linear }

private final class Hidden<Value>: Layer {
    let value: Value
    init(_ value: Value) { self.value = value }
    func forward(_ input: Tensor) throws -> Tensor { input }
}

private final class Endless: Module { var next: Endless? }

private final class Clash: Module {
    let someName = Parameter(unfailing { () throws(TensorError) in try .ones(1) })
    // swift-format-ignore: AlwaysUseLowerCamelCase
    let some_name = Parameter(unfailing { () throws(TensorError) in try .ones(1) })
}

private final class Children: Layer {
    let layers: [any Layer]
    init() throws { layers = [try Linear(2, 3), ReLU(), try Linear(3, 1)] }
    func forward(_ input: Tensor) throws -> Tensor { try layers.reduce(input) { try $1($0) } }
}

struct ModuleContentsTests {
    @Test func findsWhatIsInProperties() throws {
        let module = try Everything()
        _ = module.late
        // A module's own tensors first, superclasses' first among them, then the modules in it.
        #expect(
            module.stateDict().keys == [
                "from_base", "wrapped", "late", "running_total", "optional.weight",
                "list.0.weight", "list.1.weight", "nested.0.0.weight", "byName.a.weight",
                "byName.b.weight",
            ])
        #expect(module.namedBuffers().map(\.name) == ["running_total", "scratch"])
        #expect(module.parameterCount == 9)
    }

    @Test("seed defect 30: layers in an array are found and train")
    func layersInArrays() throws {
        let model = try Children()
        #expect(
            model.parameters().names == [
                "layers.0.weight", "layers.0.bias", "layers.2.weight", "layers.2.bias",
            ])
        try model(.ones(1, 2)).sum().backward()
        #expect(model.layers[0].parameters().allSatisfy { $0.grad != nil })
    }

    @Test("seed defect 30: where parameters cannot be named, using them is an error")
    func undiscoverableContainers() throws {
        let layer = try Linear(1, 1)
        let models: [any Module] = [
            Hidden(Holder(layer: layer)), Hidden([1: layer]), Hidden((layer, 2)),
            Hidden([Holder(layer: layer)]), Hidden(Set([ObjectBox(layer)])),
        ]
        for model in models {
            let message = "modules and parameters in properties, optionals, arrays or string-keyed"
            #expect(errorText { _ = try SGD(model.parameters(), lr: 1) }.contains(message))
            #expect(errorText { _ = try model.loadStateDict([:]) }.contains(message))
            let state = model.stateDict()
            #expect(errorText { try layer.loadStateDict(state) }.contains("at \"value"))
        }
    }

    @Test func otherValuesAreNoProblem() throws {
        let values: [Any] = [
            [1: "one"], Set([1]), (1, 2), Generator(seed: 1), "text", { 1 } as () -> Int,
            try Tensor.ones(2), [String: Int](),
        ]
        for value in values {
            #expect(errorText { _ = try Hidden(value).loadStateDict([:]) }.isEmpty, "\(value)")
        }
    }

    @Test func aPlainTensorThatRequiresGradientsIsAnError() throws {
        let model = Hidden(try Tensor.ones(2, requiresGrad: true))
        #expect(errorText { try model.loadStateDict([:]) }.contains("make it a Parameter"))
    }

    @Test func aModuleInItselfIsAnError() {
        let module = Endless()
        module.next = module
        #expect(errorText { try module.loadStateDict([:]) }.contains("contains itself"))
        module.next = nil
    }

    @Test func twoTensorsOfOneNameAreAnError() {
        #expect(
            errorText { try Clash().loadStateDict([:]) }
                .contains("a second tensor at \"some_name\""))
    }
}

private final class ObjectBox: Hashable {
    let layer: Linear
    init(_ layer: Linear) { self.layer = layer }
    static func == (a: ObjectBox, b: ObjectBox) -> Bool { a === b }
    func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
