// Learns sin 3x with a layer that a plugin brings, saves the model, and loads it again. The plugin is
// neither imported nor registered here: the manifest depends on it, and the specification names it.

import Foundation
import LinAlgKit

let specification = """
    {"layers": [
        {"type": "Linear", "inputs": 1, "outputs": 16},
        {"type": "Snake", "features": 16, "alpha": 2},
        {"type": "Linear", "inputs": 16, "outputs": 1}
    ]}
    """

func fail(_ message: String) -> Never {
    print("plugin: FAILED: \(message)")
    exit(1)
}

let positions = (0..<128).map { Float($0) / 32 - 2 }
let x = try Tensor(positions, shape: [128, 1])
let y = try Tensor(positions.map { sin(3 * $0) }, shape: [128, 1])

let model = try Sequential(json: specification, generator: Generator(seed: 1))
let optimizer = try Adam(model.parameters(), lr: 0.02)
var loss = Double.infinity
for _ in 0..<400 {
    optimizer.zeroGrad()
    let error = try mseLoss(model(x), y)
    try error.backward()
    try optimizer.step()
    loss = try error.item()
}
guard loss < 0.01 else { fail("the loss is \(loss)") }

let path = FileManager.default.temporaryDirectory
    .appendingPathComponent("periodic-\(UUID().uuidString).npz").path
defer { try? FileManager.default.removeItem(atPath: path) }
try model.stateDict().write(to: path)
let copy = try Sequential(json: specification)
let state = try StateDictionary(contentsOf: path)
guard state["1.alpha"]?.shape == [16] else { fail("the checkpoint has \(state.keys)") }
try copy.loadStateDict(state)
let predictions = try (model(x), copy(x))
guard predictions.0.toArray(as: Float.self) == predictions.1.toArray(as: Float.self) else {
    fail("the model that was loaded predicts otherwise")
}

print("sin 3x at -2, -1, 0, 1:", try predictions.1.round(decimals: 2)[.range(step: 32), 0])
print("plugin: ok  loss \(loss)")
