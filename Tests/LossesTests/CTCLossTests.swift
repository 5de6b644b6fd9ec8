import GradientCheck
import Losses
import TestSupport
import Testing

@Suite struct CTCLossTests {
    @Test func passesTheLossCheck() throws { try checkLoss(CTCLoss.self) }

    /// Two times, one label: the paths are 11, 01 and 10.
    @Test func addsUpAllPaths() throws {
        let x = try leaf([0.25, 0.75, 0.5, 0.5], [2, 1, 2])
        let loss = try ctcLoss(
            x.log(), Tensor([[1]]), inputLengths: Tensor([2]), targetLengths: Tensor([1]))
        let p = 0.75 * 0.5 + 0.25 * 0.5 + 0.75 * 0.5
        #expect(near(loss.values, [0.13353139262452263]) && near([p], [0.875]))
        try loss.backward()
        #expect(near(x.slopes, [-0.5 / p, -1 / p, -0.75 / p, -1 / p]))
    }

    @Test func rowsAndAListOfLabelsAreTheSame() throws {
        let x = try Samples.values([5, 2, 4], in: -2...2).logSoftmax(dim: 2)
        let lengths = (try Tensor([5, 4]), try Tensor([2, 1]))
        for reduction in Reduction.allCases {
            let rows = try ctcLoss(
                x, Tensor([[1, 2], [3, 0]]), inputLengths: lengths.0, targetLengths: lengths.1,
                reduction: reduction)
            let list = try ctcLoss(
                x, Tensor([1, 2, 3]), inputLengths: lengths.0, targetLengths: lengths.1,
                reduction: reduction)
            #expect(rows.values == list.values)
        }
    }

    @Test func theMeanDividesByTheLabels() throws {
        let x = try Samples.values([5, 2, 4], in: -2...2).logSoftmax(dim: 2)
        let inputs = [x, try Tensor([[1, 2], [3, 0]]), try Tensor([5, 4]), try Tensor([2, 1])]
        let each = try CTCLoss(reduction: .none)(inputs).values
        #expect(near(try CTCLoss()(inputs).values, [(each[0] / 2 + each[1]) / 2]))
    }

    @Test func oneSequenceNeedsNoBatch() throws {
        let x = try Samples.values([5, 4], in: -2...2).logSoftmax(dim: 1)
        let (five, two) = (try Tensor(scalar: 5, .int64), try Tensor(scalar: 2, .int64))
        let loss = CTCLoss(reduction: .none)
        let alone = try loss(x, Tensor([1, 2]), five, two)
        let batch = try loss(x.unsqueeze(dim: 1), Tensor([[1, 2]]), Tensor([5]), Tensor([2]))
        #expect(alone.shape == [] && alone.values == batch.values)
    }

    @Test func sequencesWithoutAPathAreInfiniteOrZero() throws {
        let x = try leaf([-1, -2, -3, -1], [2, 1, 2])
        // 11 needs a blank between, and so three times.
        let inputs = [x, try Tensor([[1, 1]]), try Tensor([2]), try Tensor([2])]
        #expect(try CTCLoss()(inputs).item() == infinity)
        let zero = try CTCLoss(zeroInfinity: true)(inputs)
        try zero.backward()
        #expect(try zero.item() == 0 && x.slopes == [0, 0, 0, 0])
    }

    @Test func longSequencesDoNotUnderflow() throws {
        let x = try Tensor.full([2000, 1, 3], -3, dtype: .float64)
        let loss = try ctcLoss(
            x, Tensor([[1, 2]]), inputLengths: Tensor([2000]), targetLengths: Tensor([2]))
        #expect(try loss.item().isFinite && loss.item() > 1000)
    }

    @Test func refusesWhatDoesNotFit() throws {
        let x = try Tensor.zeros(3, 1, 3)
        func text(
            _ targets: [Int], _ times: [Int], _ counts: [Int], blank: Int = 0
        ) -> String {
            errorText {
                _ = try ctcLoss(
                    x, Tensor([targets]), inputLengths: Tensor(times),
                    targetLengths: Tensor(counts), blank: blank)
            }
        }
        #expect(
            text([1, 3], [3], [2])
                == "ctcLoss: expected labels from 0 to 2 other than the blank 0; got 3.")
        #expect(text([1, 0], [3], [2]).hasSuffix("got 0."))
        #expect(text([1], [4], [1]) == "ctcLoss: expected input lengths from 0 to 3; got 4.")
        #expect(text([1], [3], [2]).hasSuffix("got [1, 1] with lengths [2]."))
        #expect(text([1], [3, 3], [1]).hasSuffix("got [2] and [1]."))
        #expect(
            text([1], [3], [1], blank: 3)
                == "ctcLoss: expected a blank among 3 classes; got 3.")
        #expect(errorText { _ = try CTCLoss()([x]) } == "CTCLoss: expected four tensors; got 1.")
    }
}
