import Layers
import TestSupport
import Testing

struct LinearTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: Linear.self) }

    @Test func multipliesAndAdds() throws {
        let layer = try makeDouble(Linear(2, 3))
        layer.weight = try constant([1, 2, 3, 4, 5, 6], [3, 2])
        layer.bias?.value = try constant([10, 20, 30])
        #expect(try layer(constant([1, -1], [1, 2])).values == [9, 19, 29])
        #expect(try layer(constant([1, -1])).shape == [3])
    }

    @Test func gradients() throws {
        try checkGradients(of: Linear(3, 2), at: sample([4, 3]))
        try checkGradients(of: Linear(3, 2, bias: false), at: sample([4, 3]))
    }

    @Test("seed defect 10: inputs of any rank train")
    func gradientsOfInputsWithMoreAxes() throws {
        let layer = try Linear(3, 2)
        #expect(try layer(.zeros(4, 5, 3)).shape == [4, 5, 2])
        try checkGradients(of: layer, at: sample([2, 2, 3]))
    }

    @Test("seed defect 9: gradients of a 3×3×3 input")
    func gradientsWhereSizesCoincide() throws {
        try checkGradients(of: Linear(3, 3), at: sample([3, 3, 3]))
    }

    @Test("seed defect 42: weights start uniform over ±1/√inputs")
    func initialWeights() throws {
        let layer = try Linear(100, 400, generator: Generator(seed: 1))
        let numbers = layer.weight.values + (layer.bias?.value.values ?? [])
        // 40,400 numbers come within a thousandth of the bound.
        #expect((0.0999...0.1).contains(numbers.map(\.magnitude).max() ?? 0))
        #expect((numbers.reduce(0, +) / Double(numbers.count)).magnitude < 0.002)
    }

    @Test func theSameSeedGivesTheSameWeights() throws {
        let a = try Linear(7, 5, generator: Generator(seed: 3))
        #expect(try bits(of: a) == bits(of: Linear(7, 5, generator: Generator(seed: 3))))
        #expect(try bits(of: a) != bits(of: Linear(7, 5, generator: Generator(seed: 4))))
    }

    @Test func withoutABias() throws {
        let layer = try Linear(2, 3, bias: false)
        #expect(layer.stateDict().keys == ["weight"] && layer.parameterCount == 6)
    }

    @Test func rejectsSizesAndInputsThatDoNotFit() throws {
        #expect(
            errorText { _ = try Linear(0, 3) }
                == "Linear: expected sizes of at least 1; got 0 inputs and 3 outputs.")
        let text = errorText { _ = try Linear(4, 3)(.zeros(2, 5)) }
        #expect(text.contains("[…, 4]") && text.contains("[2, 5]") && text.hasSuffix("(in Linear)"))
        #expect(errorText { _ = try Linear(4, 3)(.zeros(2, 4, dtype: .int64)) }.contains("int64"))
    }
}
