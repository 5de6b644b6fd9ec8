import BenchWorkloads
import LinAlgKit
import Testing

struct WorkloadsTests {
    /// The numbers that the peers' models have, and the multiply-adds of a forward pass by hand.
    private static let sizes: [String: (parameters: Int, multiplyAdds: Int)] = [
        "xor": (33, 96),
        "mlp": (535_818, 68_485_120),
        "mlp_dropout": (235_146, 15_024_128),
        "cnn": (421_642, 271_433_728),
        "resnet20": (272_474, 1_306_021_888),
        "gpt": (826_368, 1_762_918_400),
        "lstm": (100_618, 201_367_552),
    ]

    @Test(arguments: Workloads.names)
    func sizesAreThoseOfThePeers(_ name: String) throws {
        let workload = try Workloads.make(name)
        let sizes = try #require(Self.sizes[name])
        #expect(workload.model.parameterCount == sizes.parameters)
        #expect(workload.multiplyAdds == sizes.multiplyAdds)
    }

    @Test(arguments: Workloads.names)
    func trainingLowersTheLoss(_ name: String) throws {
        let workload = try Workloads.make(name)
        workload.dropNothing()
        let first = try workload.train().item()
        for _ in 0..<4 { try workload.train() }
        #expect(try workload.train().item() < first)
        workload.model.eval()
        #expect(try workload.infer().shape[0] == workload.target.shape[0])
    }

    @Test func theSameSeedGivesTheSameStart() throws {
        let starts = try (0..<2).map { _ in try Workloads.make("lstm", seed: 3).start() }
        for (a, b) in zip(starts[0], starts[1]) {
            #expect(a.name == b.name)
            #expect(a.tensor.toArray(as: Double.self) == b.tensor.toArray(as: Double.self))
        }
    }

    @Test func whatIsNotThereIsNamed() {
        #expect { try Workloads.make("vgg") } throws: { "\($0)".contains("vgg") }
        #expect { try Workloads.scaled("mlp", "length", by: 2) } throws: {
            "\($0)".contains("length")
        }
    }

    @Test(arguments: [
        ("mlp", "batch"), ("mlp", "width"), ("mlp", "depth"), ("gpt", "batch"), ("gpt", "width"),
        ("gpt", "depth"), ("gpt", "length"),
    ])
    func sizesGrow(_ name: String, _ axis: String) throws {
        let work = try [1, 2].map { try Workloads.scaled(name, axis, by: $0).multiplyAdds }
        #expect(work[1] > work[0])
    }
}
