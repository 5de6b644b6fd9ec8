import Layers
import TestSupport
import Testing

/// A layer whose options use what a decoder offers.
private final class Probe: ConfigurableLayer {
    struct Inner: Codable, Sendable, Equatable {
        var depth: UInt8
        var ratio: Float?
    }
    enum Mode: String, Codable { case fast, slow }
    struct Configuration: Codable, Sendable, Equatable {
        var mode: Mode
        var inner: Inner?
        var list: [Inner]
        var table: [String: Double]
        var pair: [Double?]
    }
    static let layerName = "test.Probe"
    let configuration: Configuration
    init(_ configuration: Configuration, generator _: Generator) {
        self.configuration = configuration
    }
    func forward(_ input: Tensor) throws -> Tensor { input }
}

private enum ProbePlugin: Plugin {
    static let name = "test.probe"
    static func install(into registry: inout Registry) throws {
        try registry.register(layer: Probe.self)
    }
}

struct SpecificationDecoderTests {
    private func options(_ json: String) throws -> Probe.Configuration? {
        try Runtime.withPlugins(ProbePlugin.self) {
            let model = try Sequential(
                json: #"{"layers": [{"type": "test.Probe", "mode": "fast", \#(json)}]}"#)
            return (model.layers[0] as? Probe)?.configuration
        }
    }

    private let rest = #""list": [], "table": {}, "pair": []"#

    @Test func nestedOptions() throws {
        let json = """
            "inner": {"depth": 3, "ratio": 0.5}, "list": [{"depth": 1}, {"depth": 2, "ratio": 1}],
            "table": {"x": 1, "y": 0.5}, "pair": [1, null]
            """
        let expected = Probe.Configuration(
            mode: .fast, inner: .init(depth: 3, ratio: 0.5),
            list: [.init(depth: 1), .init(depth: 2, ratio: 1)], table: ["x": 1, "y": 0.5],
            pair: [1, nil])
        #expect(try options(json) == expected)
    }

    @Test func misspeltKeysInNestedOptions() {
        let text = errorText { _ = try options(#""inner": {"depth": 3, "ration": 1}, \#(rest)"#) }
        #expect(text.contains("only the options \"depth\", \"ratio\"; got \"ration\""))
    }

    @Test(arguments: [
        (#""inner": 3"#, "an object for \"inner\"; got 3"),
        (#""inner": {"depth": 256}"#, "a whole number for \"inner.depth\"; got 256"),
        (#""inner": {"depth": -1}"#, "a whole number for \"inner.depth\"; got -1"),
        (#""inner": {}"#, "the option \"inner.depth\""),
    ])
    func wrongNestedOptions(json: String, complaint: String) {
        let text = errorText { _ = try options("\(json), \(rest)") }
        #expect(text.contains("test.Probe: expected \(complaint)"), "\(text)")
    }

    @Test func aListIsNoObject() {
        let text = errorText { _ = try options(#""list": {}, "table": {}, "pair": []"#) }
        #expect(text.contains("a list for \"list\"; got {}"))
    }
}
