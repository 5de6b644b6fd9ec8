import Foundation
import Serialization
import TensorCore
import TestSupport
import Testing

@Suite struct UTF8LocaleTests {
    @Test("the locale of the thread is the same after as before, and after an error too")
    func restoresLocale() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/w.npz"
        let before = uselocale(nil)
        try smallState().write(to: path)
        _ = try NPZ.read(from: path)
        #expect(uselocale(nil) == before)
        let bad = ZipTestMember().withHeaders { $0.checksum ^= 1 }
        try expectArchiveRefused(zipArchive([bad]), .corrupt)
        #expect(uselocale(nil) == before)
    }
}
