import Serialization
import TensorCore
import TestSupport
import Testing

import class Layers.BatchNorm1d
import class Layers.Linear
import class Layers.Sequential

/// Weights that PyTorch saved, in a model that is built here.
@Suite struct PyTorchCheckpointTests {
    @Test(
        "PyTorch's weights give PyTorch's outputs, by way of every format",
        arguments: ["pth", "safetensors", "npz"])
    func computesTheSame(fileExtension: String) throws {
        let directory = try TemporaryDirectory()
        var path = fixturePath("PyTorchFiles/checkpoint.pth")
        if fileExtension != "pth" {
            let state = try StateDictionary(contentsOf: path)
            path = directory.path + "/checkpoint." + fileExtension
            try state.write(to: path)
        }
        let weights = try StateDictionary(contentsOf: path) { $0.name.hasPrefix("model.") }
        let model = try Sequential(Linear(3, 4), BatchNorm1d(4), Linear(4, 2))
        try model.loadStateDict(weights.removingPrefix("model."))
        let forward = try StateDictionary(contentsOf: fixturePath("PyTorchFiles/forward.pt"))
        let (x, y) = (try #require(forward["x"]), try #require(forward["y"]))
        let found = try model.eval()(x).toArray(as: Double.self)
        // Sums of at most four products in float32.
        #expect(near(found, y.toArray(as: Double.self), within: 1e-6))
    }
}
