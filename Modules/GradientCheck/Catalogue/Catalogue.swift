/// What a program has to check.
public enum Catalogue {
    /// All operations linked into the program, in the order of their names.
    ///
    /// Found by their conformance to `Operation`, so that a new operation, also one of another
    /// package, is in the catalogue by existing. Generic types are not.
    ///
    /// - Complexity: Reads all conformance records of the program; some milliseconds.
    public static func operations() -> [any Operation.Type] {
        var seen: Set<ObjectIdentifier> = []
        return ConformanceRecords.types(conformingTo: "Operation")
            .compactMap { $0 as? any Operation.Type }
            .filter { seen.insert(ObjectIdentifier($0)).inserted }
            .sorted { ($0.name, "\($0)") < ($1.name, "\($1)") }
    }

    /// The operations with a name; several are a mistake of whoever named them.
    public static func operations(named name: String) -> [any Operation.Type] {
        operations().filter { $0.name == name }
    }
}
