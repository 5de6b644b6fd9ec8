import TestSupport
import Testing
import Training

struct CheckpointErrorTests {
    @Test func namesTheFileAndEveryPart() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file("run.npz")
        try Run(seed: 1).checkpoint.save(to: path)
        var other = Checkpoint(model: try Sequential(Linear(3, 5)), generators: [:])
        #expect(
            errorText { try other.load(from: path) }
                == "checkpoint \"\(path)\": expected the state of this run; got optimizers: expected "
                + "0; got 1; schedulers: expected 0; got 1; generators: expected []; got "
                + "[\"dropout\"]; loader: expected none; got the contrary. Nothing was changed.")
    }
}
