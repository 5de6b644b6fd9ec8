import Testing

/// Code that users run; tests may trap.
private let libraryFolders = ["Modules", "Plugins", "tools"]
private let allFolders = libraryFolders + ["Tests", "Fixtures"]

/// `path:line` of each line of code that matches.
private func places<Output>(
    of pattern: some RegexComponent<Output>, in folders: [String],
    extensions: Set<String> = ["swift"],
    _ part: (SourceText) -> String
) throws -> [String] {
    try Checkout.files(in: folders, extensions: extensions).flatMap { path in
        part(SourceText(try Checkout.text(path)))
            .split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            .filter { $0.element.contains(pattern) }
            .map { "\(path):\($0.offset + 1)" }
    }
}

struct SourceRulesTests {
    @Test func nothingThatAUserCanReachTraps() throws {
        let traps = /\b(fatalError|assertionFailure)\s*\(|\btry!|\bas!/
        #expect(try places(of: traps, in: libraryFolders, \.codeWithoutStrings) == [])
    }

    @Test func filesAreShort() throws {
        let extensions: Set = ["swift", "c", "h", "inc", "py"]
        for path in try Checkout.files(in: allFolders, extensions: extensions) {
            let lines = try Checkout.text(path).split(
                separator: "\n", omittingEmptySubsequences: false
            ).count
            #expect(lines <= 500, "\(path) has \(lines) lines: it holds more than one idea")
        }
    }

    @Test func whatIsToDoHasANameAndADate() throws {
        let open = /\b(TODO|FIXME|XXX|HACK)\b/
        let complete = /TODO\([^,()]+, \d{4}-\d{2}-\d{2}\): \S/
        let all = try places(
            of: open, in: allFolders, extensions: ["swift", "c", "h", "inc"], \.comments)
        let whole = try places(
            of: complete, in: allFolders, extensions: ["swift", "c", "h", "inc"], \.comments)
        #expect(all.filter { !whole.contains($0) } == [])
    }

    @Test func theRootHoldsWhatIsKnown() throws {
        let known: Set = [
            ".ci", ".gitignore", ".swift-format", "Fixtures", "LICENSE", "Modules", "Package.swift",
            "Plugins", "README.md", "Tests", "tools",
        ]
        #expect(try Checkout.rootEntries.filter { !known.contains($0) } == [])
    }
}
