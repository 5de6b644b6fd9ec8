import Foundation
import Serialization
import TensorCore
import TestSupport
import Testing

@Suite struct PyTorchFileTests {
    private static let folder = "PyTorchFiles"
    private static func path(_ name: String) -> String { fixture(name, in: folder) }

    @Test(
        "files of torch.save are read bit by bit, in their order",
        arguments: [
            "state_dict.pt", "checkpoint.pth", "parameters.pt", "types.pt", "tensor.pt", "views.pt",
            "untyped.pt", "forward.pt",
        ])
    func readsForeignFiles(name: String) throws {
        let lines = try fixtureLines("manifest.txt", in: Self.folder).filter { $0[1] == name }
        let state = try StateDictionary(contentsOf: Self.path(name))
        #expect(!lines.isEmpty && state.keys == lines.map { $0[2] })
        for line in lines {
            #expect(try Bits(#require(state[line[2]])) == Bits(manifestLine: line), "\(line[2])")
        }
    }

    @Test("a file without tensors has none", arguments: ["empty.pt", "objects.pt"])
    func readsNothing(name: String) throws {
        #expect(try StateDictionary(contentsOf: Self.path(name)).isEmpty)
        #expect(try CheckpointFormats.contents(of: Self.path(name)).isEmpty)
    }

    @Test("the part of a model, and the number beside it, are found by their keys")
    func findsParts() throws {
        let path = Self.path("checkpoint.pth")
        let model = try StateDictionary(contentsOf: path).part("model.")
        let whole = try StateDictionary(contentsOf: Self.path("state_dict.pt"))
        #expect(model.keys == whole.keys)
        let checkpoint = try PyTorchFile.value(of: path)
        #expect(checkpoint["epoch"]?.integer == 3 && checkpoint["name"]?.text == "größe")
        #expect(checkpoint["history"]?[1]?.real == 0.25)
        #expect(checkpoint["optimizer"]?["param_groups"]?[0]?["lr"]?.real == 0.01)
        let moment = try #require(checkpoint["optimizer"]?["state"]?["0"]?["exp_avg"]?.tensor)
        let flat = try Tensor(named: "optimizer.state.0.exp_avg", contentsOf: path)
        #expect(try Bits(moment) == Bits(flat))
    }

    @Test("what else a pickle could do is refused, naming it, and nothing is run")
    func refusesForeignFiles() throws {
        let lines = try fixtureLines("manifest.txt", in: Self.folder).filter { $0[0] == "refused" }
        #expect(lines.count == 16)
        for line in lines {
            let path = Self.path(line[1])
            let error = #expect(throws: SerializationError.self, "\(line[1])") {
                _ = try StateDictionary(contentsOf: path)
            }
            let message = error.map { "\($0)" } ?? ""
            #expect(message.contains(line[2]) && message.contains(path), "\(message)")
            #expect(
                error?.code == .unsupported
                    || line[1] == "same_path.pt"
                        && error?.code == .duplicateName,
                "\(message)")
            #expect(throws: SerializationError.self, "\(line[1])") {
                _ = try CheckpointFormats.contents(of: path)
            }
        }
        for folder in [".", fixturePath(Self.folder), NSTemporaryDirectory()] {
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/EXECUTED"))
        }
    }

    @Test("the hostile fixtures do what they are refused for, if Python reads them")
    func hostileFilesAreHostile() throws {
        // Else a refusal would show nothing: the command, and the name, are in the file.
        for name in ["hostile_system.pt", "hostile_nested.pt"] {
            let file = String(decoding: try contents(of: Self.path(name)), as: UTF8.self)
            #expect(file.contains("cposix\nsystem\n") && file.contains("touch EXECUTED"))
        }
    }

    @Test("a file is only read")
    func isNotWritten() throws {
        let directory = try TemporaryDirectory()
        expectError(.unsupported, mentions: ".safetensors") {
            try smallState().write(to: directory.path + "/w.pt")
        }
        #expect(try directory.names.isEmpty)
    }

    @Test("what is read can be saved and read as .safetensors and as .npz")
    func convertsToOthers() throws {
        let directory = try TemporaryDirectory()
        for name in ["views.pt", "checkpoint.pth", "state_dict.pt"] {
            let state = try StateDictionary(contentsOf: Self.path(name))
            for other in ["w.safetensors", "w.npz"] {
                try state.write(to: directory.path + "/" + other)
                let read = try StateDictionary(contentsOf: directory.path + "/" + other)
                #expect(try areIdentical(read, state), "\(name) as \(other)")
            }
        }
    }

    @Test("views are values: writing one changes no other")
    func viewsAreValues() throws {
        var state = try StateDictionary(contentsOf: Self.path("views.pt"))
        var whole = try #require(state["whole"])
        let part = try #require(state["part"])
        // Nobody holds the two but these variables.
        state = StateDictionary()
        #expect(whole.sharesMemory(with: part))
        _ = try whole.writableView(operation: "test")
        #expect(!whole.sharesMemory(with: part))
    }
}
