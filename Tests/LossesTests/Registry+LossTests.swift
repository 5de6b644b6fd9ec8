import Losses
import TestSupport
import Testing

private struct Absolute: ReducingLoss {
    static let lossName = "test.Absolute"
    let reduction: Reduction
    func callAsFunction(_ prediction: Tensor, _ target: Tensor) throws -> Tensor {
        try (prediction - target).abs().sum()
    }
}

private enum AbsolutePlugin: Plugin {
    static let name = "test.absolute"
    static func install(into registry: inout Registry) throws {
        try registry.register(loss: Absolute.self)
    }
}

private enum Usurper: Plugin {
    static let name = "test.usurper"
    static func install(into registry: inout Registry) throws {
        try registry.register(loss: Absolute.self)
        try registry.register(loss: MSELoss.self)
    }
}

@Suite struct RegistryLossTests {
    @Test func aPluginsLossIsFoundByName() throws {
        let name = try Runtime.withPlugins(AbsolutePlugin.self) {
            let type: any Loss.Type = try Runtime.registry.entry(
                named: "test.Absolute", kind: .loss)
            return type.lossName
        }
        #expect(name == "test.Absolute")
        #expect(!Runtime.registry.names(of: .loss).contains("test.Absolute"))
    }

    @Test func aTakenNameIsRefusedAndNothingOfThePluginStays() {
        let text = errorText { try Runtime.withPlugins(Usurper.self) {} }
        #expect(text.contains("\"MSELoss\", which plugin StandardLosses has registered"))
        #expect(!Runtime.registry.names(of: .loss).contains("test.Absolute"))
    }
}
