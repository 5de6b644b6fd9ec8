import Foundation
import GradientCheck
import LinAlgKit
import Periodic
import Testing

/// A model with the layer in it, which only the specification names.
private func model(seed: UInt64) throws -> Sequential {
    try Sequential(
        json: """
            {"layers": [
                {"type": "Linear", "inputs": 2, "outputs": 3},
                {"type": "Snake", "features": 3, "alpha": 0.5}
            ]}
            """, generator: Generator(seed: seed))
}

struct SnakeTests {
    @Test func values() throws {
        let layer = try Snake(Snake.Configuration(features: 2, alpha: 2))
        let y = try layer(Tensor([[0, 0.5], [-1, 3]])).toArray(as: Double.self)
        for (value, x) in zip(y, [0, 0.5, -1, 3]) {
            let exact = x + sin(2 * x) * sin(2 * x) / 2
            // A few roundings of float32, each 6e-8 of a number up to 4.
            #expect(abs(value - exact) < 1e-6)
        }
    }

    @Test func gradientsOfInputAndAlpha() throws {
        let layer = try Snake(Snake.Configuration(features: 3))
        let x = try Samples.values([4, 3], in: -2...2)
        let alpha = try Samples.values([3], in: 0.5...2, seed: 1)
        var inputs = [x, alpha]
        for index in inputs.indices { try inputs[index].requireGrad() }
        try gradcheck(
            { tensors in
                layer.alpha = tensors[1]
                return try layer(tensors[0])
            }, inputs: inputs)
    }

    @Test func isBuiltFromASpecificationAndWritesItself() throws {
        let model = try model(seed: 1)
        #expect(model.layers[1] is Snake)
        #expect(
            try model.specification().json()
                == #"{"layers":[{"bias":true,"inputs":2,"outputs":3,"type":"Linear"},"#
                + #"{"alpha":0.5,"features":3,"type":"Snake"}]}"#)
    }

    @Test func survivesACheckpoint() throws {
        let (saved, loaded) = (try model(seed: 1), try model(seed: 2))
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("snake-\(UUID().uuidString).npz").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let snake = try #require(saved.layers[1] as? Snake)
        snake.alpha = try Tensor([0.25, 1.5, 3])
        try saved.stateDict().write(to: path)
        try loaded.loadStateDict(StateDictionary(contentsOf: path))
        let x = try Tensor.randn(5, 2, generator: Generator(seed: 3))
        #expect(try saved(x).toArray(as: Float.self) == loaded(x).toArray(as: Float.self))
        #expect(loaded.stateDict()["1.alpha"]?.toArray(as: Float.self) == [0.25, 1.5, 3])
    }

    @Test(arguments: [
        (#"{"type": "Snake", "features": 0}"#, "Snake: expected at least 1 feature"),
        (#"{"type": "Snake", "features": 1, "alpha": 0}"#, "a finite alpha above 0; got 1 and 0.0"),
        (#"{"type": "Snake", "features": 1, "alfa": 2}"#, #"got "alfa". Is it misspelt?"#),
    ])
    func optionsThatAreWrong(layer: String, complaint: String) {
        let error = #expect(throws: TensorError.self) {
            try Sequential(json: #"{"layers": [\#(layer)]}"#)
        }
        #expect(error?.description.contains(complaint) == true, "\(error.map { "\($0)" } ?? "")")
    }
}
