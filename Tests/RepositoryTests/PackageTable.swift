import Foundation

/// The table in Package.swift: kind, name, uses.
struct PackageTable {
    struct Entry {
        let kind: String
        let name: String
        /// The targets of this package that it depends on; products of others are left out.
        let uses: [String]
    }

    let entries: [Entry]

    init(_ manifest: String) {
        let code = SourceText(manifest).code
        let start = code.range(of: "let table")?.upperBound ?? code.endIndex
        let end = code.range(of: "let targets")?.lowerBound ?? code.endIndex
        let table = code[start..<max(start, end)]
        // (.kind(options), "name", ["use", product])
        let entry = /\(\s*\.(\w+)(?:\([^()]*\))?\s*,\s*"(\w+)"\s*,\s*\[([^\]]*)\]\s*\)/
        entries = table.matches(of: entry).map { match in
            Entry(
                kind: String(match.1), name: String(match.2),
                uses: match.3.matches(of: /"(\w+)"/).map { String($0.1) })
        }
    }

    static func read() throws -> PackageTable { PackageTable(try Checkout.text("Package.swift")) }

    subscript(name: String) -> Entry? { entries.first { $0.name == name } }

    /// The names of the targets of a kind.
    func names(_ kind: String) -> [String] { entries.filter { $0.kind == kind }.map(\.name) }
}
