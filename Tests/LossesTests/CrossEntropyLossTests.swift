import GradientCheck
import Losses
import TestSupport
import Testing

@Suite struct CrossEntropyLossTests {
    @Test func passesTheLossCheck() throws { try checkLoss(CrossEntropyLoss.self) }

    private func labels(_ values: [Int], _ dtype: DType = .int64) throws -> Tensor {
        try Tensor(values, shape: [values.count]).to(dtype: dtype)
    }

    /// Seed defect 4: log(softmax + 1e-12) gave 27.63.
    @Test func largeLogitsAreExact() throws {
        for dtype in [DType.float32, .float64] {
            let logits = try leaf([100, -100], [1, 2], dtype)
            let loss = try crossEntropy(logits, labels([1]))
            #expect(try loss.item() == 200)
            try loss.backward()
            #expect(near(logits.slopes, [1, -1]))
        }
        #expect(try crossEntropy(leaf([1e5, 0], [1, 2]), labels([1])).item() == 1e5)
    }

    /// Seed defect 5: the gradient over [n, classes, t] was t times too large.
    @Test func meansOverPositionsDivideGradientsByTheSameCount() throws {
        let (n, classes, t) = (2, 3, 5)
        let flat = try leaf((0..<n * classes * t).map { Double($0 % 7) }, [n * t, classes])
        let targets = (0..<n * t).map { $0 % classes }
        try crossEntropy(flat, labels(targets)).backward()

        // The same rows as [n, classes, t].
        var moved = [Double](repeating: 0, count: n * classes * t)
        for row in 0..<n * t {
            for c in 0..<classes {
                moved[row / t * classes * t + c * t + row % t] = flat.values[row * classes + c]
            }
        }
        let deep = try leaf(moved, [n, classes, t])
        try crossEntropy(deep, Tensor(targets, shape: [n, t])).backward()
        for row in 0..<n * t {
            for c in 0..<classes {
                let there = deep.slopes[row / t * classes * t + c * t + row % t]
                #expect((there - flat.slopes[row * classes + c]).magnitude < 1e-16)
            }
        }
    }

    /// Seed defect 6: with targets that do not sum to 1 the gradient is p Σt − t.
    @Test func softTargetsNeedNotSumToOne() throws {
        let logits = try leaf([0.3, -1.2, 2], [1, 3])
        let t = [0.2, 0.1, 1.5]
        try crossEntropy(logits, Tensor(t, shape: [1, 3])).backward()
        let p = try logits.detach().softmax(dim: 1).values
        let expected = zip(p, t).map { $0 * t.reduce(0, +) - $1 }
        #expect(near(logits.slopes, expected))
    }

    /// Seed defect 7: labels were forced to float32, and −1 chose the last class.
    @Test(arguments: [DType.uint8, .int8, .int16, .int32, .int64, .uint32])
    func labelsAreIntegersOfAnyType(dtype: DType) throws {
        let logits = try leaf([1, 2, 3, 3, 2, 1], [2, 3])
        let loss = try crossEntropy(logits, labels([2, 0], dtype))
        #expect(near(loss.values, [0.4076059644443803]))
    }

    /// Seed defect 7.
    @Test(arguments: [-1, 3, -101, .max, .min])
    func refusesLabelsOutsideTheClasses(label: Int) throws {
        let logits = try leaf([1, 2, 3, 3, 2, 1], [2, 3])
        let text = errorText { _ = try crossEntropy(logits, labels([0, label])) }
        #expect(text.hasPrefix("crossEntropy: expected"))
        #expect(text.contains("\(label)"))
    }

    @Test func refusesLabelsThatAreFloatingPointOrBool() throws {
        let logits = try leaf([1, 2, 3, 3, 2, 1], [2, 3])
        for dtype in [DType.float32, .float64, .bool] {
            let text = errorText { _ = try crossEntropy(logits, labels([0, 1], dtype)) }
            #expect(text.hasPrefix("crossEntropy: expected a target of integer class indices [2]"))
        }
    }

    @Test(
        arguments: [
            ([2, 3], [3]), ([2, 3], [2, 1]), ([2, 3], []), ([3], [1]),
            ([2, 3, 4], [2, 3]), ([2, 3, 4], [2, 4, 1]), ([2, 3], [3, 2]),
        ] as [(Shape, Shape)])
    func refusesShapesThatDoNotFit(logits: Shape, target: Shape) throws {
        let text = errorText {
            _ = try crossEntropy(Tensor.ones(logits), Tensor.zeros(target, dtype: .int64))
        }
        #expect(text.hasPrefix("crossEntropy: expected a target of integer class indices "))
        #expect(text.contains("\(logits)") && text.contains("\(target)"))
    }

    @Test func refusesLogitsThatAreNone() throws {
        #expect(
            errorText { _ = try crossEntropy(Tensor.ones([2, 3], dtype: .int64), labels([0, 1])) }
                .hasPrefix("crossEntropy: expected floating-point logits"))
        #expect(
            errorText { _ = try crossEntropy(Tensor.ones([]), Tensor([0], shape: [])) }
                .hasPrefix("crossEntropy: expected floating-point logits"))
    }

    @Test func refusesOptionsOutOfRange() throws {
        let logits = try leaf([1, 2, 3], [1, 3])
        for smoothing in [-0.1, 1.1, .nan, .infinity] {
            for target in [try labels([0]), try Tensor.ones([1, 3], dtype: .float64)] {
                #expect(
                    errorText { _ = try crossEntropy(logits, target, labelSmoothing: smoothing) }
                        .hasPrefix("crossEntropy: expected labelSmoothing from 0 to 1; got "))
            }
        }
        for weight in [
            try Tensor.ones([2], dtype: .float64), try Tensor.ones([1, 3], dtype: .float64),
            try Tensor.ones([], dtype: .float64), try Tensor.ones([3]),
        ] {
            #expect(
                errorText { _ = try crossEntropy(logits, labels([0]), weight: weight) }
                    .hasPrefix("crossEntropy: expected a weight of float64 for each of 3 classes"))
        }
    }

    /// reliability.md, section 4.
    @Test func ignoredRowsLeaveTheMean() throws {
        let logits = try leaf([1, 2, 3, 3, 2, 1], [2, 3])
        let one = try crossEntropy(logits, labels([2, -100]))
        #expect(near(one.values, [0.4076059644443803]))
        try one.backward()
        #expect(logits.slopes[3...].allSatisfy { $0 == 0 })
    }

    @Test func allIgnoredGiveNaNWithGradientZero() throws {
        let logits = try leaf([1, 2, 3, 3, 2, 1], [2, 3])
        let mean = try crossEntropy(logits, labels([-100, -100]))
        #expect(try mean.item().isNaN)
        try mean.backward()
        #expect(logits.slopes == [0, 0, 0, 0, 0, 0])
        #expect(try crossEntropy(logits, labels([-100, -100]), reduction: .sum).item() == 0)
        #expect(
            try crossEntropy(logits, labels([-100, -100]), reduction: .none).values == [0, 0])
    }

    @Test func anEmptyBatchGivesNaN() throws {
        let logits = try leaf([], [0, 3])
        #expect(try crossEntropy(logits, labels([])).item().isNaN)
        #expect(try crossEntropy(logits, labels([]), reduction: .sum).item() == 0)
        #expect(try crossEntropy(logits, labels([]), reduction: .none).shape == [0])
    }

    @Test func weightsThatSumToZeroGiveNaN() throws {
        let logits = try leaf([1, 2, 3], [1, 3])
        let weight = try Tensor([0, 1, 1] as [Double], shape: [3])
        #expect(try crossEntropy(logits, labels([0]), weight: weight).item().isNaN)
    }

    @Test func infiniteLogitsAreResults() throws {
        let target = try leaf([-.infinity, 0], [1, 2])
        #expect(try crossEntropy(target, labels([0])).item() == .infinity)
        #expect(try crossEntropy(target, labels([1])).item() == 0)
        #expect(try crossEntropy(target, labels([1]), labelSmoothing: 0.1).item() == .infinity)
        let least = try leaf([-.infinity, -.infinity], [1, 2])
        #expect(try crossEntropy(least, labels([0])).item().isNaN)
        #expect(try crossEntropy(leaf([.nan, 0], [1, 2]), labels([1])).item().isNaN)
    }

    @Test func probabilitiesGetTheirGradient() throws {
        let logits = try leaf([0.3, -1.2, 2], [1, 3])
        let target = try leaf([0.2, 0.3, 0.5], [1, 3])
        try crossEntropy(logits, target).backward()
        #expect(near(target.slopes, try logits.detach().logSoftmax(dim: 1).values.map { -$0 }))
    }

    @Test func worksAsAValue() throws {
        let loss: any Loss = CrossEntropyLoss(ignoreIndex: 0, reduction: .sum, labelSmoothing: 0.5)
        let logits = try leaf([1, 2, 3, 3, 2, 1], [2, 3])
        #expect(
            try loss(logits, labels([2, 0])).item()
                == crossEntropy(
                    logits, labels([2, 0]), ignoreIndex: 0, reduction: .sum, labelSmoothing: 0.5
                ).item())
        #expect(CrossEntropyLoss.lossName == "CrossEntropyLoss")
    }
}
