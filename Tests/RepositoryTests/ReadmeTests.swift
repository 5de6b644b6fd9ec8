import Testing

struct ReadmeTests {
    @Test(arguments: ["README.md", "Modules/README.md"])
    func mapsNameEveryModuleAndPlugin(path: String) throws {
        let text = try Checkout.text(path)
        let table = try PackageTable.read()
        for name in table.names("module") + table.names("plugin") {
            #expect(text.contains("`\(name)`"), "\(path) does not name \(name)")
        }
    }

    /// Paths in backticks that are not patterns, with X for a name.
    @Test(arguments: ["README.md", "Modules/README.md", "Fixtures/ThirdPartyPlugin/README.md"])
    func pathsThatAreNamedExist(path: String) throws {
        let roots: Set = ["Modules", "Plugins", "Tests", "Fixtures", "tools", ".ci"]
        for match in try Checkout.text(path).matches(of: /`(?:\.\/)?([\w.+\/-]+\/[\w.+\/-]*)`/) {
            let named = String(match.1)
            let parts = named.split(separator: "/")
            guard let first = parts.first, roots.contains(String(first)),
                !parts.contains(where: { $0 == "X" || $0 == "X.swift" || $0.hasPrefix("XTests") })
            else { continue }
            #expect(Checkout.exists(named), "\(path) names \(named)")
        }
    }
}
