import Foundation
import Serialization
import TensorCore
import TestSupport
import Testing

@Suite struct MemberNameTests {
    @Test(
        "row 68: a bad name is refused before any file is there",
        arguments: [
            "", "a\0b", "a\\b", String(repeating: "n", count: 1025),
            String(repeating: "é", count: 513),
        ])
    func refusesBadKeys(key: String) throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/w.npz"
        var state = try smallState()
        state[key] = try tensor([], .uint8, [1])
        let error = expectError(.invalidName, naming: path) { try state.write(to: path) }
        #expect(error?.member == key)
        #expect(try directory.names.isEmpty)
    }

    @Test("row 68: the longest name is written and read")
    func keepsLongestKey() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/w.npz"
        var state = StateDictionary()
        state[String(repeating: "n", count: 1024)] = try tensor([], .uint8, [1])
        try state.write(to: path)
        #expect(try areIdentical(StateDictionary(contentsOf: path), state))
    }

    @Test("row 68: two spellings of one name are refused")
    func refusesCanonicalDuplicates() throws {
        let site = ErrorSite(operation: "write", path: "w.npz")
        expectError(.duplicateName, naming: "w.npz") {
            try MemberName.checkUnique(["\u{E9}", "x", "e\u{301}"], site: site)
        }
        try MemberName.checkUnique(["e", "x", "e\u{301}"], site: site)
    }

    @Test("row 68: a bad name leaves the file that is there")
    func keepsOldFile() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file("w.npz", [1, 2, 3])
        var state = try smallState()
        state[""] = try tensor([], .uint8, [1])
        expectError(.invalidName) { try state.write(to: path) }
        #expect(try contents(of: path) == [1, 2, 3])
    }
}
