import Serialization
import TensorCore
import Testing

private enum Sample: CheckpointFormat {
    static let name = "sample"
    static let fileExtensions = ["sample"]

    static func read(from path: String, limits: ReadLimits) throws -> StateDictionary {
        ["of \(path)": try tensor([], .uint8, [1])]
    }

    static func write(_ state: StateDictionary, to path: String, options: SaveOptions) {}
}

private enum Usurper: CheckpointFormat {
    static let name = "usurper"
    static let fileExtensions = ["npz"]
    static func read(from path: String, limits: ReadLimits) -> StateDictionary { [:] }
    static func write(_ state: StateDictionary, to path: String, options: SaveOptions) {}
}

private enum SamplePlugin: Plugin {
    static let name = "sample format"

    static func install(into registry: inout Registry) throws {
        try registry.register(checkpointFormat: Sample.self)
    }
}

private enum UsurperPlugin: Plugin {
    static let name = "usurper"

    static func install(into registry: inout Registry) throws {
        try registry.register(checkpointFormat: Usurper.self)
    }
}

@Suite struct RegistryCheckpointFormatTests {
    @Test("a plugin's format is chosen while the plugin is registered")
    func findsPluginFormats() throws {
        let (keys, extensions) = try Runtime.withPlugins(SamplePlugin.self) {
            (try StateDictionary(contentsOf: "w.sample").keys, CheckpointFormats.fileExtensions)
        }
        #expect(keys == ["of w.sample"])
        #expect(extensions.contains("sample"))
        expectError(.unknownFormat) { _ = try CheckpointFormats.format(forPath: "w.sample") }
    }

    @Test("a plugin cannot take an extension that is in use")
    func refusesUsurpers() throws {
        expectError(.formatClash, mentions: "npz") {
            try Runtime.withPlugins(UsurperPlugin.self) {}
        }
    }
}
