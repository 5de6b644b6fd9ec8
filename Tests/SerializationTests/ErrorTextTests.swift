import Serialization
import Testing

@Suite struct ErrorTextTests {
    @Test("a hostile name cannot break the line, or fill the screen")
    func escapesNames() throws {
        let name = "a\n\u{1B}[31m\"\u{202E}" + String(repeating: "x", count: 500) + ".npy"
        let member = ZipTestMember(name, npy(descr: "'<c8'"))
        let error = try expectArchiveRefused(zipArchive([member]), .unsupportedDType)
        let text = try #require(error?.description)
        #expect(text.contains(#"member "a\n\u{1B}[31m\"\u{202E}xxx"#))
        #expect(text.utf8.count < 600)
        #expect(error?.member == name)
    }
}
