import Layers
import Synchronization
import TestSupport
import Testing

struct CheckpointSequentialTests {
    @Test func gradientsAreThoseOfThePlainModel() throws {
        let generator = Generator(seed: 1)
        let model = try makeDouble(
            Sequential(
                Linear(3, 4, generator: generator), Tanh(), Dropout(0.5, generator: generator),
                Linear(4, 4, generator: generator), GELU(), Linear(4, 2, generator: generator)))
        let x = try leaf(sample([5, 3]).values, [5, 3])
        let start = generator.state
        func gradients(_ call: () throws -> Tensor) throws -> [[Double]?] {
            generator.state = start
            x.grad = nil
            model.zeroGrad()
            let y = try call()
            try y.square().sum().backward()
            return [y.values, x.grad?.values] + model.parameters().map { $0.grad?.values }
        }
        let plain = try gradients { try model(x) }
        #expect(plain.count == 8 && plain.allSatisfy { $0 != nil })
        for segments in [1, 2, 3, 6, 20] {
            let found = try gradients { try checkpointSequential(model, segments: segments, x) }
            #expect(found == plain, "\(segments) segments")
        }
    }

    @Test func allButTheLastSegmentAreComputedTwice() throws {
        let calls = Mutex<[Int]>([0, 0, 0])
        let layers = [ReLU(), ReLU(), ReLU()]
        for (index, layer) in layers.enumerated() {
            layer.registerForwardHook { _, _, _ in
                calls.withLock { $0[index] += 1 }
                return nil
            }
        }
        let x = try leaf([1, -1])
        try checkpointSequential(Sequential(layers), segments: 2, x).sum().backward()
        #expect(calls.withLock { $0 } == [2, 1, 1] && x.grad?.values == [1, 0])
    }

    @Test func emptyModelsAndUnfitNumbers() throws {
        let x = try constant([1])
        #expect(try checkpointSequential(Sequential(), segments: 3, x).values == [1])
        #expect(
            errorText { _ = try checkpointSequential(Sequential(), segments: 0, x) }
                == "checkpointSequential: expected at least one segment; got 0.")
    }
}
