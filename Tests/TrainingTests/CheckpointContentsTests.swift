import TestSupport
import Testing
import Training

struct CheckpointContentsTests {
    @Test func areReadWithoutARunAtHand() throws {
        let run = try Run(seed: 1)
        try run.train(batches: 2)
        let directory = try TemporaryDirectory()
        let file = try directory.file("run.npz")
        try run.checkpoint.save(to: file)
        let contents = try CheckpointContents(contentsOf: file)
        #expect(contents.model.keys == ["0.weight", "0.bias", "2.weight", "2.bias"])
        #expect(contents.optimizers.count == 1 && contents.optimizers[0].count > 4)
        #expect(contents.schedulers == [SchedulerState(kind: "ExponentialLR", stepCount: 0)])
        #expect(contents.generators["dropout"]?.seed == 1)
        #expect(try contents.loader?["position"]?.item() == 2)
        #expect(contents.extra.isEmpty)
        #expect(
            errorText { _ = try CheckpointContents(contentsOf: file + "x.npz") }.contains(
                "No such file"))
    }

    @Test func sameContentsAreSameBytes() throws {
        let directory = try TemporaryDirectory()
        let files = try (0..<2).map { try directory.file("run\($0).npz") }
        for file in files { try Run(seed: 1).checkpoint.contents.write(to: file) }
        #expect(try contents(of: files[0]) == contents(of: files[1]))
    }
}
