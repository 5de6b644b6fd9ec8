extension ModuleContents {
    /// The name that a property goes by in state dictionaries.
    ///
    /// A wrapper's storage `_weight` goes by `weight`, a lazy property's by the property's name. A
    /// tensor's name is put into snake case; a module's stays, so that it can be spelt as PyTorch
    /// models have it, which is in either way.
    static func key(for label: String, of value: Any) -> String {
        let lazyPrefix = "$__lazy_storage_$_"
        if label.hasPrefix(lazyPrefix) {
            return key(for: String(label.dropFirst(lazyPrefix.count)), of: value)
        }
        let isCell = value is Parameter || value is Buffer
        guard isCell || value is TrainingMode else { return label }
        let name = label.hasPrefix("_") ? String(label.dropFirst()) : label
        return isCell ? snakeCased(name) : name
    }

    /// `runningMean` as `running_mean`; names with an underscore or a capital at the start stay.
    static func snakeCased(_ name: String) -> String {
        guard let first = name.first, first.isLowercase, !name.contains("_") else { return name }
        var result = ""
        var followsCapital = false
        for character in name {
            if character.isUppercase, !followsCapital { result += "_" }
            result += character.isUppercase ? character.lowercased() : String(character)
            followsCapital = character.isUppercase
        }
        return result
    }
}
