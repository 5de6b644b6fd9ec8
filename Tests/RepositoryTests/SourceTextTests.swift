import Testing

struct SourceTextTests {
    @Test func tellsCodeCommentsAndStringsApart() {
        let source = SourceText(
            ##"""
            let a = "// no \" comment" // one
            /* two /* nested */ */ let b = #"raw " text"#
            """##)
        #expect(source.comments.contains("// one"))
        #expect(source.comments.contains("/* two /* nested */ */"))
        #expect(!source.comments.contains("no"))
        #expect(source.code.contains(##"#"raw " text"#"##))
        #expect(!source.code.contains("nested"))
        #expect(!source.codeWithoutStrings.contains("raw"))
        #expect(source.codeWithoutStrings.contains("let b ="))
    }

    @Test func linesKeepTheirNumbers() {
        let text = "a\n/* b\nc */ d\n\"\"\"\ne\n\"\"\" f\n"
        let source = SourceText(text)
        for part in [source.code, source.codeWithoutStrings, source.comments] {
            #expect(part.split(separator: "\n", omittingEmptySubsequences: false).count == 7)
        }
        #expect(source.code.split(separator: "\n").last == "\"\"\" f")
    }
}
