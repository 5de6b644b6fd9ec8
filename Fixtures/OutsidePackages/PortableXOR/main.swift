// Learns exclusive or with the modules Layers and Optimizers alone: no backend is linked, so all of
// it runs on the portable kernels.

import Layers
import Optimizers

let x = try Tensor([[0, 0], [0, 1], [1, 0], [1, 1]], dtype: .float32)
let y = try Tensor([[0], [1], [1], [0]], dtype: .float32)
let generator = Generator(seed: 42)
let model = try Sequential(
    Linear(2, 8, generator: generator), Tanh(), Linear(8, 1, generator: generator), Sigmoid())
let optimizer = try Adam(model.parameters(), lr: 0.1)
for _ in 0..<300 {
    optimizer.zeroGrad()
    try (model(x) - y).square().mean().backward()
    try optimizer.step()
}

let answers = try model(x).round().toArray(as: Int.self)
let plugins = Runtime.registry.plugins
print(answers == [0, 1, 1, 0] ? "portable: ok" : "portable: FAILED: \(answers)", plugins)
