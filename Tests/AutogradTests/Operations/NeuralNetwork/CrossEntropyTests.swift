import Autograd
import GradientCheck
import TestSupport
import Testing

struct CrossEntropyTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(CrossEntropy.self) }

    private func entropy(
        _ logits: Tensor, _ labels: [Int], _ operation: CrossEntropy = CrossEntropy()
    ) throws -> Tensor { try operation(Pair(logits, Tensor(labels, shape: [labels.count]))) }

    @Test("seed defect 4: large logits are exact, by the fused and by the composed rule")
    func largeLogits() throws {
        let x = try leaf([100, -100], [1, 2])
        #expect(try entropy(x, [1]).item() == 200)
        for composed in [false, true] {
            let slopes = try gradient(at: x, composed: composed) { try entropy($0, [1]) }.values
            #expect(near(slopes, [1, -1]))
        }
    }

    @Test func ignoredRowsLeaveTheMean() throws {
        let x = try leaf([1, 2, 3, 9, 9, 9, 0, 0, 0], [3, 3])
        let mean = try entropy(x, [0, -100, 2])
        let rows = try entropy(x.detach(), [0, -100, 2], CrossEntropy(reduction: .none)).values
        #expect(rows[1] == 0 && near(mean.values, [(rows[0] + rows[2]) / 2]))
        try mean.backward()
        #expect(x.grad?.values[3..<6] == [0, 0, 0])
    }

    @Test func hazards() throws {
        // PyTorch 2.13: all ignored is NaN with gradient 0 for the mean, 0 for the sum.
        let x = try leaf([1, 2, 3, 4], [2, 2])
        for composed in [false, true] {
            let slopes = try gradient(at: x, composed: composed) { try entropy($0, [-100, -100]) }
            #expect(slopes.values == [0, 0, 0, 0])
        }
        #expect(try entropy(x, [-100, -100]).item().isNaN)
        #expect(try entropy(x, [-100, -100], CrossEntropy(reduction: .sum)).item() == 0)
        let none = try Tensor.zeros([0, 3], dtype: .float64)
        #expect(try entropy(none, []).item().isNaN)
        #expect(try entropy(none, [], CrossEntropy(reduction: .sum)).item() == 0)
        // Weights that add up to 0 divide 0 by 0.
        let weightless = CrossEntropy(weight: try constant([0, 1]))
        #expect(try entropy(x, [0, 0], weightless).item().isNaN)
        let impossible = try leaf([0, -infinity], [1, 2])
        #expect(try entropy(impossible, [1]).item() == infinity)
        #expect(try entropy(impossible, [0], CrossEntropy(labelSmoothing: 0.1)).item() == infinity)
        let slopes = try gradient(at: impossible) { try entropy($0, [1]) }
        #expect(slopes.values == [1, -1])
    }

    @Test("seed defect 7: labels outside the classes are refused, with their place")
    func labelsOutside() throws {
        let x = try Tensor.zeros(4, 3)
        let labels = try Tensor([0, 1, 3, 0]).reshape(2, 2)
        let text = errorText { _ = try CrossEntropy()(Pair(x, labels)) }
        #expect(
            text
                == "crossEntropy: expected labels from 0 to 2, for 3 classes; got 3 at [1, 0]. Mark "
                + "targets that are to be left out by ignoreIndex.")
        #expect(errorText { _ = try entropy(x, [0, 1, 2, -1]) }.contains("got -1 at [3]"))
        #expect(
            errorText { _ = try entropy(.zeros(1, 0), [0]) }
                .contains("expected no labels, as there are no classes; got 0"))
        #expect(try entropy(x, [0, 1, 2, 7], CrossEntropy(ignoreIndex: 7)).shape == [])
    }

    @Test func shapesTypesAndOptionsMustFit() throws {
        let x = try Tensor.zeros(2, 3)
        #expect(
            errorText { _ = try entropy(x, [0]) }
                == "crossEntropy: expected logits [rows, classes] and a label for each row; got "
                + "[2, 3] and [1].")
        #expect(errorText { _ = try entropy(.zeros(2), [0, 1]) }.contains("[2] and [2]"))
        #expect(
            errorText { _ = try CrossEntropy()(Pair(x, .zeros(2))) }
                == "crossEntropy: expected floating-point logits and integer labels; got float32 and "
                + "float32.")
        #expect(
            errorText { _ = try entropy(x, [0, 1], CrossEntropy(weight: .ones(2))) }
                == "crossEntropy: expected a weight for each of 3 classes; got [2].")
        for smoothing in [-0.1, 1.1, .nan] {
            #expect(
                errorText { _ = try entropy(x, [0, 1], CrossEntropy(labelSmoothing: smoothing)) }
                    .hasPrefix("crossEntropy: expected labelSmoothing from 0 to 1; got "))
        }
    }

    @Test func resultsHaveTheReductionsShape() throws {
        let x = try Tensor.zeros(4, 3)
        let labels = try Tensor([0, 1, 2, 0]).reshape(2, 2)
        func shape(_ reduction: Reduction) throws -> Shape {
            try CrossEntropy(reduction: reduction)(Pair(x, labels)).shape
        }
        #expect(try shape(.none) == [2, 2] && shape(.mean) == [] && shape(.sum) == [])
    }
}
