import Foundation
import Testing

struct PackageTableTests {
    @Test func readsEntriesOfEachForm() throws {
        let table = PackageTable(
            """
            let table: [(kind: Kind, name: String, uses: [Target.Dependency])] = [
                // (.module, "Comment", []),
                (.c(in: "Modules"), "CThing", []),
                (
                    .system(in: "Modules", pkgConfig: "thing"),
                    "CSystem", []
                ),
                (.module, "Kernels", ["CThing", realModule]),
                (.data(in: "Data", ["digits.npz"]), "Datasets", []),
                (
                    .tests, "KernelsTests",
                    [
                        "Kernels", "CThing",
                    ]
                ),
            ]

            let targets: [Target] = [(.module, "Later", [])]
            """)
        #expect(
            table.entries.map(\.name) == [
                "CThing", "CSystem", "Kernels", "Datasets", "KernelsTests",
            ])
        #expect(table["Kernels"]?.kind == "module")
        #expect(table["Kernels"]?.uses == ["CThing"])
        #expect(table["KernelsTests"]?.uses == ["Kernels", "CThing"])
    }

    @Test func findsEveryFolder() throws {
        let table = try PackageTable.read()
        let names = Set(table.entries.map(\.name))
        for folder in ["Modules", "Plugins"] {
            for name in try Checkout.folders(in: folder) {
                #expect(names.contains(name), "\(folder)/\(name) is not in Package.swift's table")
            }
        }
        for name in table.names("tests") { #expect(Checkout.exists("Tests/\(name)")) }
    }

    @Test func hasNoUnsafeFlags() throws {
        // They bar a package from being a dependency.
        #expect(!SourceText(try Checkout.text("Package.swift")).code.contains("unsafeFlags"))
    }
}
