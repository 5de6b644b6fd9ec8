import Layers
import TestSupport
import Testing

private final class Doubling: ConfigurableLayer {
    struct Configuration: Codable, Sendable {
        var times = 1
        var inner: ModelSpecification?
    }
    static let layerName = "test.Doubling"
    let configuration: Configuration
    init(_ configuration: Configuration, generator _: Generator) {
        self.configuration = configuration
    }
    func forward(_ input: Tensor) throws -> Tensor { input * Double(1 << configuration.times) }
}

private enum DoublingPlugin: Plugin {
    static let name = "test.doubling"
    static func install(into registry: inout Registry) throws {
        try registry.register(layer: Doubling.self)
    }
}

private enum Usurper: Plugin {
    static let name = "test.usurper"
    static func install(into registry: inout Registry) throws {
        try registry.register(layer: Doubling.self)
        try registry.register(layer: Linear.self)
    }
}

struct RegistryLayerTests {
    private let json = #"{"layers": [{"type": "test.Doubling", "times": 3}]}"#

    @Test func aPluginsLayerIsFoundByName() throws {
        try Runtime.withPlugins(DoublingPlugin.self) {
            let model = try Sequential(json: json)
            #expect(try model(constant([1])).values == [8])
        }
        #expect(errorText { _ = try Sequential(json: json) }.contains("\"test.Doubling\""))
    }

    @Test func aTakenNameIsRefusedAndNothingOfThePluginStays() {
        let text = errorText { try Runtime.withPlugins(Usurper.self) {} }
        #expect(text.contains("\"Linear\", which plugin StandardLayers has registered"))
        #expect(!Runtime.registry.names(of: .layer).contains("test.Doubling"))
    }

    @Test func aConfigurationMayHoldASpecification() throws {
        try Runtime.withPlugins(DoublingPlugin.self) {
            let model = try Sequential(
                json: """
                    {"layers": [{"type": "test.Doubling", "times": 1,
                     "inner": {"layers": [{"type": "Linear", "inputs": 2, "outputs": 3}]}}]}
                    """)
            let inner = (model.layers[0] as? Doubling)?.configuration.inner
            #expect(
                inner?.layers
                    == [.init("Linear", ["inputs": .integer(2), "outputs": .integer(3)])])
        }
    }
}
