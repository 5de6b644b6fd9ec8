/// The levels of the package: arrows point down.
enum Architecture {
    /// The level of each module; plugins are at `pluginLevel`.
    static let levels = [
        "Kernels": 0, "Schedulers": 0,
        "TensorCore": 1,
        "Autograd": 2, "Serialization": 2,
        "Layers": 3, "Losses": 3, "Optimizers": 3, "Data": 3, "GradientCheck": 3,
        "ConformanceCheck": 4, "Training": 4, "LinAlgKit": 5,
    ]
    static let pluginLevel = 4

    /// Siblings that a module of the same level may see, since it checks them.
    static let siblings = ["GradientCheck": ["Layers", "Losses"]]

    /// What a plugin may see beside its own C: the modules whose contracts it implements.
    static let contracts = ["Kernels", "TensorCore"]

    /// The umbrella, which alone links plugins (and imports none).
    static let umbrella = "LinAlgKit"

    /// The modules that a source imports.
    static func imports(of source: SourceText) -> [String] {
        let statement =
            /^[ \t]*(?:@\w+(?:\(\w*\))?[ \t]+)*(?:(?:public|package|internal|fileprivate|private)[ \t]+)?import[ \t]+(?:(?:struct|class|enum|protocol|func|var|let|typealias|actor)[ \t]+)?(\w+)/
            .anchorsMatchLineEndings()
        return source.codeWithoutStrings.matches(of: statement).map { String($0.1) }
    }
}
