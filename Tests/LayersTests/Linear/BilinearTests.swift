import Layers
import TestSupport
import Testing

struct BilinearTests {
    @Test func aFormForEachOutput() throws {
        let layer = try makeDouble(Bilinear(2, 3, 4))
        #expect(
            layer.stateDict().map { "\($0.name) \($0.tensor.shape)" } == [
                "weight [4, 2, 3]", "bias [4]",
            ])
        let (x, y) = (try sample([5, 2]), try sample([5, 3], seed: 1))
        let expected = (0..<5).flatMap { row in
            (0..<4).map { output in
                var sum = layer.bias?.value.values[output] ?? 0
                for i in 0..<2 {
                    for j in 0..<3 {
                        sum +=
                            x.values[row * 2 + i] * layer.weight.values[(output * 2 + i) * 3 + j]
                            * y.values[row * 3 + j]
                    }
                }
                return sum
            }
        }
        #expect(near(try layer(x, y).values, expected, within: 1e-14))
    }

    @Test func initialWeights() throws {
        let layer = try Bilinear(400, 4, 5, bias: false, generator: Generator(seed: 1))
        #expect((0.0495...0.05).contains(layer.weight.values.map(\.magnitude).max() ?? 0))
        #expect(layer.bias == nil)
    }

    @Test func rejectsWhatDoesNotFit() throws {
        #expect(
            errorText { _ = try Bilinear(0, 1, 1) }
                == "Bilinear: expected sizes of at least 1; got 0, 1 and 1.")
        #expect(
            errorText { _ = try Bilinear(2, 3, 4)(.zeros(2), .zeros(2)) }.hasSuffix("(in Bilinear)")
        )
    }
}
