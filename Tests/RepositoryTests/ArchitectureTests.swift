import Testing

struct ArchitectureTests {
    @Test func readsImportsOfEachForm() {
        let source = SourceText(
            """
            import Kernels
            @_exported public import struct TensorCore.Tensor
            // import Comment
                package import Autograd
            let text = "import Text"
            @preconcurrency import Foundation
            """)
        #expect(
            Architecture.imports(of: source) == ["Kernels", "TensorCore", "Autograd", "Foundation"])
    }

    @Test func everyModuleHasALevel() throws {
        let table = try PackageTable.read()
        #expect(Set(table.names("module")) == Set(Architecture.levels.keys))
    }

    @Test func arrowsPointDown() throws {
        let table = try PackageTable.read()
        let plugins = table.names("plugin")
        for module in table.names("module") {
            let entry = try #require(table[module])
            let level = try #require(Architecture.levels[module])
            for use in entry.uses {
                guard table[use]?.kind == "module" || plugins.contains(use) else { continue }
                let other = Architecture.levels[use] ?? Architecture.pluginLevel
                let isSibling = Architecture.siblings[module]?.contains(use) == true
                #expect(other < level || isSibling, "\(module) uses \(use)")
                #expect(!plugins.contains(use) || module == Architecture.umbrella)
            }
        }
    }

    @Test func pluginsSeeOnlyTheContractsTheyImplement() throws {
        let table = try PackageTable.read()
        for plugin in table.names("plugin") {
            let uses = try #require(table[plugin]).uses
            #expect(uses.allSatisfy { Architecture.contracts.contains($0) || $0 == "C\(plugin)" })
        }
    }

    /// The compiler refuses imports of what is not declared only when told to; this holds them to
    /// the table in any build.
    @Test func sourcesImportWhatTheTableSays() throws {
        let table = try PackageTable.read()
        let targets = Set(table.entries.map(\.name))
        for (folder, kind) in [("Modules", "module"), ("Plugins", "plugin")] {
            for module in table.names(kind) {
                let uses = try #require(table[module]).uses
                for path in try Checkout.files(in: ["\(folder)/\(module)"]) {
                    let source = SourceText(try Checkout.text(path))
                    for name in Architecture.imports(of: source) where targets.contains(name) {
                        #expect(uses.contains(name), "\(path) imports \(name)")
                    }
                }
            }
        }
    }

    @Test func noModuleNamesAPlugin() throws {
        let names = try PackageTable.read().names("plugin").flatMap { [$0, "C\($0)"] }
        for path in try Checkout.files(in: ["Modules"], extensions: ["swift", "c", "h"]) {
            let code = SourceText(try Checkout.text(path)).code
            for name in names { #expect(!code.contains(name), "\(path) names \(name)") }
        }
    }
}
