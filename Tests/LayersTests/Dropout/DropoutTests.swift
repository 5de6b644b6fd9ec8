import GradientCheck
import Layers
import TestSupport
import Testing

struct DropoutTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: Dropout.self) }

    @Test("seed defect 1: layers below a dropout train")
    func gradientsPass() throws {
        let generator = Generator(seed: 5)
        let model = try Sequential(
            Linear(4, 8, generator: generator), Dropout(0.5, generator: generator),
            Linear(8, 1, generator: generator))
        try model(.ones(16, 4)).sum().backward()
        for (name, parameter) in model.namedParameters() {
            let gradient = try #require(parameter.grad, "\(name)")
            #expect(gradient.values.contains { $0 != 0 }, "\(name)")
        }
    }

    @Test("seed defect 1: p = 1 gives zeros, and p is a probability")
    func extremes() throws {
        let x = try constant([1, 2, 3])
        #expect(try Dropout(1)(x).values == [0, 0, 0])
        #expect(try Dropout(0)(x).values == [1, 2, 3])
        for p in [-0.1, 1.1, .nan] {
            #expect(
                errorText { _ = try Dropout(p) }
                    .hasPrefix("Dropout: expected a probability from 0 to 1; got"))
        }
    }

    @Test func gradientsOfOneMask() throws {
        let generator = Generator(seed: 5)
        let start = generator.state
        let layer = try Dropout(0.4, generator: generator)
        var x = try sample([4, 5])
        try x.requireGrad()
        try gradcheck(
            { tensors in
                generator.state = start
                return try layer(tensors[0])
            }, inputs: [x])
    }

    @Test func doesNothingInEvaluation() throws {
        let layer = try Dropout(0.9)
        layer.eval()
        #expect(try layer(constant([1, 2, 3])).values == [1, 2, 3])
        layer.train()
        #expect(try layer(Tensor.ones(1000)).values.contains(0))
    }
}
