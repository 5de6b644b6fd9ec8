import Layers
import Optimizers
import ReferenceSupport
import Serialization
import TestSupport
import Testing

/// Comparisons with Fixtures/Functional, which tools/fixtures/functional.py makes.
struct FunctionalParityTests {
    private func arrays(_ name: String) throws -> StateDictionary {
        let path = Fixtures.root.appendingPathComponent("Functional/\(name).npz").path
        return try StateDictionary(contentsOf: path)
    }

    private func expect(
        _ ours: Tensor?, _ theirs: Tensor?, _ what: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        guard let ours, let theirs else {
            Issue.record("\(what): \(ours == nil ? "ours" : "theirs") is missing")
            return
        }
        // Sums of a few dozen terms, in another order.
        let agrees = ours.shape == theirs.shape && near(ours.values, theirs.values, within: 1e-12)
        #expect(
            agrees, "\(what): \(ours.values) and \(theirs.values)", sourceLocation: sourceLocation)
    }

    private func results(_ t: [Tensor]) throws -> [Tensor] {
        [
            try (t[0].matmul(t[1]) + t[2]).tanh(),
            try (t[0].square() * t[2].exp().sum()).sum(),
        ]
    }

    private func number(_ t: [Tensor]) throws -> Tensor {
        let results = try results(t)
        return try results[0].square().sum() * results[1]
    }

    @Test func derivatives() throws {
        let file = try arrays("derivatives")
        func tensors(_ name: String) -> [Tensor] {
            (0..<3).compactMap { file["\(name)\($0)"] }
        }
        let inputs = ["x", "w", "b"].compactMap { file[$0] }
        try #require(inputs.count == 3)
        let (right, left) = (tensors("v_in"), tensors("v_out"))
        let products: [(String, [Tensor])] = [
            ("vjp", try vjp(of: results, at: inputs, v: left).vjp),
            ("jvp", try jvp(of: results, at: inputs, v: right).jvp),
            ("hvp", try hvp(of: number, at: inputs, v: right).hvp),
            ("vhp", try vhp(of: number, at: inputs, v: right).vhp),
        ]
        var matrices: [(String, [Tensor])] = []
        for (index, row) in try jacobian(of: results, at: inputs).enumerated() {
            matrices.append(("jacobian\(index)", row))
        }
        for (index, row) in try hessian(of: number, at: inputs).enumerated() {
            matrices.append(("hessian\(index)", row))
        }
        for (name, found) in products + matrices {
            for (index, tensor) in found.enumerated() {
                expect(tensor, file["\(name)\(index)"], "\(name)\(index)")
            }
        }
        #expect(
            products.map(\.1.count) == [3, 2, 3, 3] && matrices.map(\.1.count) == [3, 3, 3, 3, 3])
    }

    /// Two steps of training, from PyTorch's state to PyTorch's state.
    private func train(_ model: some Layer, _ label: String, _ file: StateDictionary) throws {
        for parameter in model.parameters() {
            parameter.value = try parameter.value.detach().to(dtype: .float64)
        }
        for (_, buffer) in model.namedBuffers() {
            buffer.value = try buffer.value.to(dtype: .float64)
        }
        var state = StateDictionary()
        for (name, tensor) in file where name.hasPrefix("\(label)/state.") {
            state[String(name.dropFirst("\(label)/state.".count))] = tensor
        }
        #expect(Set(model.stateDict().keys) == Set(state.keys), "\(label)")
        try model.loadStateDict(state)
        let optimizer = try SGD(model.parameters(), lr: 0.1)
        for step in 0..<2 {
            var x = try #require(file["\(label)/input\(step)"])
            try x.requireGrad()
            let value = try model(x)
            expect(value.detach(), file["\(label)/value\(step)"], "\(label) value \(step)")
            optimizer.zeroGrad()
            try value.backward(gradient: file["\(label)/upstream\(step)"])
            expect(x.grad, file["\(label)/gradient\(step)"], "\(label) gradient \(step)")
            for (name, parameter) in model.namedParameters() {
                expect(
                    parameter.grad, file["\(label)/gradient\(step).\(name)"],
                    "\(label) gradient \(step) of \(name)")
            }
            try optimizer.step()
        }
        for (name, tensor) in model.stateDict() {
            expect(tensor, file["\(label)/after.\(name)"], "\(label) \(name) afterwards")
        }
        let first = try #require(file["\(label)/input0"])
        expect(
            try model.eval()(first).detach(), file["\(label)/evaluated"], "\(label) evaluated")
    }

    @Test(arguments: [("rows", 0), ("columns", 1), ("all", nil)] as [(String, Int?)])
    func weightNorms(label: String, dim: Int?) throws {
        let file = try arrays("weightNorm")
        try train(weightNorm(Linear(3, 4), dim: dim), "linear \(label)", file)
        try train(weightNorm(Conv2d(2, 3, kernelSize: 2), dim: dim), "conv2d \(label)", file)
    }

    @Test func spectralNorms() throws {
        let file = try arrays("spectralNorm")
        try train(spectralNorm(Linear(3, 4)), "linear", file)
        try train(spectralNorm(Linear(3, 4), nPowerIterations: 3), "linear three steps", file)
        try train(spectralNorm(Conv2d(2, 3, kernelSize: 2), dim: 1), "conv2d columns", file)
        try train(spectralNorm(LayerNorm(3)), "layerNorm", file)
    }

    @Test func initialWeights() throws {
        let gains: [String: Nonlinearity] = [
            "linear": .linear, "conv2d": .conv2d, "conv_transpose3d": .convTranspose3d,
            "sigmoid": .sigmoid, "tanh": .tanh, "relu": .relu, "leaky_relu": .leakyReLU(),
            "selu": .selu, "leaky_relu 0.2": .leakyReLU(negativeSlope: 0.2),
        ]
        var count = 0
        for (name, theirs) in try arrays("initial") {
            let words = name.split(separator: " ", maxSplits: 1).map(String.init)
            if words[0] == "gain" {
                let nonlinearity = try #require(gains[words[1]])
                #expect(near([calculateGain(nonlinearity)], theirs.values, ulps: 2), "\(name)")
            } else if words[0] == "dirac" {
                let options = words[1].split(separator: " ")
                let shape = Shape(options[0].split(separator: ",").compactMap { Int($0) })
                let groups = try #require(Int(options[1]))
                #expect(
                    try Tensor.dirac(shape, groups: groups).values == theirs.values, "\(name)")
            } else {
                continue
            }
            count += 1
        }
        #expect(count == 15)
    }
}
