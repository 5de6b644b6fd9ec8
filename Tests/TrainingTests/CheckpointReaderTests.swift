import TestSupport
import Testing
import Training

struct CheckpointReaderTests {
    /// What reading says of a run's file that has other tensors in some places.
    private func refusal(_ changes: (inout StateDictionary) throws -> Void) throws -> String {
        let directory = try TemporaryDirectory()
        let path = try directory.file("run.npz")
        var state = try Run(seed: 1).checkpoint.contents.stateDict()
        try changes(&state)
        try state.write(to: path)
        return errorText { _ = try CheckpointContents(contentsOf: path) }
    }

    @Test func weightsAloneAreNoCheckpoint() throws {
        let text = try refusal { $0["checkpoint"] = nil }
        #expect(
            text.contains("run.npz\": expected a checkpoint; got a file without \"checkpoint\"."))
        #expect(text.hasSuffix("Weights alone are read by StateDictionary(contentsOf:)."))
    }

    @Test func otherVersionsAreRefused() throws {
        let text = try refusal { $0["checkpoint"] = try Tensor([2], shape: []) }
        #expect(text.contains("member \"checkpoint\": expected version 1; got 2"))
    }

    @Test(arguments: [
        "other", "optimizers", "optimizers.2.step", "optimizers.-1.step", "optimizers.x.step",
        "schedulers.7", "generators.default", "schedulers.1",
    ])
    func tensorsOfOtherPlacesAreRefused(name: String) throws {
        let text = try refusal { $0[name] = try constant([1]) }
        #expect(text.contains("member \"\(name)\": expected the tensors of a checkpoint"))
        #expect(text.contains("got float64 [1] of that name"))
    }

    @Test func schedulersOfAnySizeAreNotRead() throws {
        let count = (1 << 20) + 1
        let text = try refusal { $0["schedulers.0"] = try Tensor.zeros(count, dtype: .uint8) }
        #expect(text.contains("member \"schedulers.0\": expected the tensors of a checkpoint"))
        #expect(text.contains("got uint8 [\(count)] of that name"))
    }

    @Test func damagedSchedulersAreNamed() throws {
        let text = try refusal {
            $0["schedulers.0"] = try Tensor([1, 2, 3] as [UInt8], shape: [3])
        }
        #expect(text.contains("member \"schedulers.0\": expected a scheduler's state in JSON"))
    }
}
