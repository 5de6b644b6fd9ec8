import Foundation
import Serialization
import TensorCore
import TestSupport
import Testing

@Suite struct StateDictionaryFilesTests {
    @Test("a dictionary comes back in its order")
    func roundTrips() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/model.npz"
        var state = StateDictionary()
        for name in ["z", "1.weight", "1.bias", "a"] { state[name] = try patterned([2], .float32) }
        try state.write(to: path)
        #expect(try StateDictionary(contentsOf: path).keys == ["z", "1.weight", "1.bias", "a"])
    }

    @Test("a dictionary that is not whole is not written")
    func refusesProblem() throws {
        struct Problem: Error {}
        let directory = try TemporaryDirectory()
        var state = try smallState()
        state.problem = Problem()
        #expect(throws: Problem.self) { try state.write(to: directory.path + "/w.npz") }
        #expect(throws: Problem.self) { try NPZ.write(state, to: directory.path + "/w.npz") }
        #expect(try directory.names.isEmpty)
    }

    @Test("a name that looks like a path writes no other file")
    func keepsToItsFile() throws {
        let directory = try TemporaryDirectory()
        var state = StateDictionary()
        for name in ["../up", directory.path + "/absolute", "a/b"] {
            state[name] = try tensor([], .uint8, [1])
        }
        try state.write(to: directory.path + "/w.npz")
        #expect(try areIdentical(StateDictionary(contentsOf: directory.path + "/w.npz"), state))
        #expect(try directory.names == ["w.npz"])
    }
}
