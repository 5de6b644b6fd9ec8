import Testing

struct MirrorTests {
    /// The test file of a source file, by the rule that mirrors folders.
    static func testPath(of source: String) -> String {
        let rules = [
            ("tools/linalgkit/Commands/", "Tests/LinAlgKitCommandTests/")
        ]
        let name = source.dropLast(".swift".count) + "Tests.swift"
        for (from, to) in rules where name.hasPrefix(from) {
            return to + name.dropFirst(from.count)
        }
        let parts = name.split(separator: "/", maxSplits: 2)
        return "Tests/\(parts[1])Tests/\(parts[2])"
    }

    static let sources = ["Modules", "Plugins", "tools/linalgkit/Commands"]

    @Test func theRuleMirrorsFolders() {
        #expect(
            Self.testPath(of: "Modules/Autograd/Operations/Shape/Cat.swift")
                == "Tests/AutogradTests/Operations/Shape/CatTests.swift")
        #expect(
            Self.testPath(of: "tools/linalgkit/Commands/Split.swift")
                == "Tests/LinAlgKitCommandTests/SplitTests.swift")
    }

    @Test func everySourceFileHasItsTests() throws {
        let excused = Set(MirrorExceptions.nothingToTest)
        for source in try Checkout.files(in: Self.sources)
        where !source.hasSuffix("/Exports.swift") && !excused.contains(source) {
            let tests = Self.testPath(of: source)
            #expect(Checkout.exists(tests), "\(source) has no \(tests)")
        }
    }

    @Test func exceptionsAreSources() {
        for source in MirrorExceptions.nothingToTest {
            #expect(Checkout.exists(source), "\(source) is excused from tests, and is not there")
            #expect(!Checkout.exists(Self.testPath(of: source)), "\(source) has tests: not excused")
        }
    }
}
