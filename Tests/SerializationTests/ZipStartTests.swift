import Serialization
import TestSupport
import Testing

@Suite struct ZipStartTests {
    private func isNPZ(_ start: [UInt8]) -> Bool {
        NPZ.recognizes(start: start, byteCount: start.count)
    }

    @Test("the name of the first member tells what kind of archive it is")
    func tellsKinds() {
        #expect(isNPZ(zipArchive([ZipTestMember("a.npy"), ZipTestMember("b/data.pkl")])))
        #expect(!isNPZ(zipArchive([ZipTestMember("b/data.pkl"), ZipTestMember("a.npy")])))
        #expect(!isNPZ(zipArchive([ZipTestMember("a.txt")])))
        #expect(isNPZ(zipArchive([])))
    }

    @Test("what is cut off within the name is not recognized")
    func refusesParts() {
        let archive = zipArchive([ZipTestMember("a.npy")])
        let end = 30 + "a.npy".utf8.count
        for count in 0..<end { #expect(!isNPZ(Array(archive.prefix(count)))) }
        #expect(isNPZ(Array(archive.prefix(end))))
    }
}
