import Autograd
import GradientCheck
import Kernels
import TestSupport
import Testing

struct LinearTransformTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(LinearTransform.self) }

    @Test func referenceValues() throws {
        let x = try leaf([1, 2, 3, 4], [2, 2])
        let (weight, bias) = (try leaf([1, 0, 0, 1, 1, 1], [3, 2]), try leaf([10, 20, 30]))
        let y = try x.linear(weight: weight, bias: bias)
        #expect(y.shape == [2, 3] && y.values == [11, 22, 33, 13, 24, 37])
        try y.sum().backward()
        #expect(x.grad?.values == [2, 2, 2, 2])
        #expect(weight.grad?.values == [4, 6, 4, 6, 4, 6] && bias.grad?.values == [2, 2, 2])
    }

    @Test("seed defects 9 and 10: inputs with more axes, also when all sizes agree")
    func leadingAxes() throws {
        let x = try Tensor.randn(
            3, 3, 3, dtype: .float64, requiresGrad: true, generator: .init(seed: 1))
        let weight = try Tensor.randn(
            3, 3, dtype: .float64, requiresGrad: true, generator: Generator(seed: 2))
        let bias = try leaf([1, 2, 3])
        for count in 2...3 {
            let inputs = [x, weight, bias].prefix(count)
            try gradcheck(
                { try $0[0].linear(weight: $0[1], bias: count == 3 ? $0[2] : nil) },
                inputs: Array(inputs))
        }
    }

    /// Products leave a weight in order for those that follow.
    @Test func aWeightThatWasWrittenOverIsReadAnew() throws {
        let x = try Tensor.randn(24, 40, generator: Generator(seed: 1))
        let parameter = Parameter(try Tensor.randn(64, 40, generator: Generator(seed: 2)))
        func products() throws -> [Float] {
            try noGrad {
                for _ in 0..<3 { _ = try x.linear(weight: parameter.value, bias: nil) }
                return try x.matmul(parameter.value.t()).toArray(as: Float.self)
            }
        }
        let changes: [() throws -> Void] = [
            { try parameter.update { try $0 -= 1 } },
            { try parameter.update { try $0.set(3, to: Tensor(7.0)) } },
            { try parameter.write(operation: "test") { Fill.fill($0, with: 2.0) } },
            { parameter.value = try .randn(64, 40, generator: Generator(seed: 3)) },
        ]
        var before = try products()
        for (index, change) in changes.enumerated() {
            try change()
            let copy = try parameter.value.copied()
            let expected = try x.matmul(copy.t()).toArray(as: Float.self)
            let found = try products()
            #expect(found == expected && found != before, "change \(index)")
            before = found
        }
    }

    /// A copy and what it came from have the same block until one of them changes.
    @Test func whatACopySeesStaysInOrder() throws {
        let x = try Tensor.randn(24, 40, generator: Generator(seed: 1))
        let weight = try Tensor.randn(64, 40, generator: Generator(seed: 2))
        var copy = weight
        let before = try (0..<3).map { _ in try x.linear(weight: weight, bias: nil).values }
        try copy -= 1
        let after = try (0..<3).map { _ in try x.linear(weight: copy, bias: nil).values }
        #expect(before[1] == before[0] && before[2] == before[0])
        #expect(after[1] == after[0] && after[2] == after[0] && after[0] != before[0])
        #expect(try x.linear(weight: weight, bias: nil).values == before[0])
    }

    @Test func endsInAFunctionWhereNothingIsRecorded() throws {
        let x = try Samples.values([2, 3, 4], in: -2...2)
        let (weight, bias) = (try leaf([1, -2, 3, -4, 5, -6, 7, -8], [2, 4]), try leaf([1, 2]))
        func ended(_ x: Tensor, _ bias: Tensor) throws -> Tensor? {
            try x.linear(weight: weight, bias: bias, endingIn: Tanh())
        }
        let y = try #require(try noGrad { try ended(x, bias) })
        #expect(try y.hasBits(of: x.linear(weight: weight, bias: bias).tanh().detach()))
        #expect(try ended(x, bias) == nil)
        try noGrad {
            let others: [(Tensor, Tensor)] = [
                (try x.to(dtype: .float16), bias), (try x.to(dtype: .int32), bias),
                (x, try Tensor([1.0, 2.0, 3.0])), (x, try bias.to(dtype: .float32)),
                (try Samples.values([2, 3], in: -2...2), bias), (try Tensor(1.0), bias),
            ]
            for (x, bias) in others { #expect(try ended(x, bias) == nil) }
        }
    }

    @Test func rowsWithoutElements() throws {
        let weight = try leaf([1, 2, 3, 4, 5, 6], [3, 2])
        let none = try Tensor.zeros(0, 2, dtype: .float64)
        let y = try none.linear(weight: weight, bias: constant([1, 2, 3]))
        #expect(y.shape == [0, 3])
        try y.sum().backward()
        #expect(weight.grad?.values == [0, 0, 0, 0, 0, 0])
        let noFeatures = try Tensor.zeros(2, 0).linear(
            weight: Tensor.zeros(3, 0), bias: Tensor([1.0, 2.0, 3.0]))
        #expect(noFeatures.values == [1, 2, 3, 1, 2, 3])
    }

    @Test func namesShapesAndTypes() throws {
        let (x, weight) = (try Tensor.ones(2, 4), try Tensor.ones(3, 5))
        let text = errorText { _ = try x.linear(weight: weight, bias: nil) }
        #expect(text.hasPrefix("linear: expected […, 5] for weight [3, 5]; got [2, 4]"))
        let operation = errorText {
            _ = try LinearTransform()(Triple(x, .ones(3, 4), .ones(2)))
        }
        #expect(operation.contains("[2, 4], [3, 4] and [2]"))
        let mixed = errorText {
            _ = try x.linear(weight: .ones([3, 4], dtype: .float64), bias: .ones(3))
        }
        #expect(mixed.contains("float32, float64 and float32"))
        #expect(
            errorText { _ = try Tensor(1.0).linear(weight: weight, bias: nil) }.contains("got []"))
    }
}
