import Serialization
import Testing

@Suite struct SerializationErrorTests {
    @Test("an error reads: operation, path, member, expected, got, advice")
    func readsAsOneLine() throws {
        let member = ZipTestMember("w.npy", npy(descr: "'<c8'"))
        let error = try expectArchiveRefused(zipArchive([member]), .unsupportedDType)
        let path = try #require(error?.path)
        #expect(
            error?.description
                == "read \"\(path)\", member \"w.npy\": expected a dtype among b1, u1 to "
                + "u8, i1 to i8, f2, f4 and f8, with its byte order; got dtype \"<c8\". "
                + "Save the real and the imaginary part as two arrays.")
        #expect(error?.member == "w.npy")
        #expect(error?.operation == "read")
        #expect(error?.systemError == nil)
    }
}
