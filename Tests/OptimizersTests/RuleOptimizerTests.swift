import Optimizers
import TensorCore
import TestSupport
import Testing

/// What holds of every optimizer.
@Suite struct RuleOptimizerTests {
    @Test(arguments: Kind.allCases)
    func rejectsAnImpossibleRate(kind: Kind) throws {
        let x = try parameter([1])
        for rate in [-0.1, .nan, .infinity, -.infinity] {
            #expect(
                errorText { _ = try kind.make([x], lr: rate) }
                    .contains(" lr: expected a finite number of at least 0; got \(rate)."))
        }
        #expect(errorText { _ = try kind.make([x], lr: 0) } == "")
    }

    @Test(arguments: Kind.allCases)
    func refusesAnImpossibleRateThatWasSetAndChangesNothing(kind: Kind) throws {
        let x = try parameter([1])
        let optimizer = try kind.make([x])
        x.grad = try constant([1])
        for rate in [-0.1, .nan, .infinity] {
            optimizer.lr = rate
            #expect(
                errorText { try optimizer.step() }
                    .contains(" lr: expected a finite number of at least 0; got \(rate)."))
            #expect(x.values == [1])
        }
        optimizer.lr = 0.01
        try optimizer.step()
        #expect(x.values != [1])
    }

    /// Seed defect 41, where a generator used twice gave an empty optimizer.
    @Test(arguments: Kind.allCases)
    func rejectsNoParameters(kind: Kind) throws {
        #expect(
            errorText { _ = try kind.make([]) }
                .contains("expected at least one parameter; got none. Pass model.parameters()."))
        let spent = AnySequence<Parameter>([])
        #expect(errorText { _ = try kind.make(spent) } != "")
    }

    /// Seed defect 31: a parameter given twice was stepped twice.
    @Test(arguments: Kind.allCases)
    func rejectsADuplicatedParameter(kind: Kind) throws {
        let (x, y) = (try parameter([1]), try parameter([1]))
        #expect(
            errorText { _ = try kind.make([x, y, x]) }
                .contains("expected each parameter once; got a parameter twice."))
    }

    @Test func rejectsAParameterInTwoGroups() throws {
        let (x, y) = (try parameter([1]), try parameter([1]))
        let text = errorText {
            _ = try SGD([ParameterGroup([x, y]), ParameterGroup([x]) { $0.lr = 0.5 }])
        }
        #expect(text == "SGD: expected each parameter once; got a parameter twice.")
        #expect(errorText { _ = try Adam([ParameterGroup<Adam.Options>]()) } != "")
    }

    @Test func rejectsAGroupWithImpossibleOptions() throws {
        let (x, y) = (try parameter([1]), try parameter([1]))
        let text = errorText {
            _ = try Adam([ParameterGroup([x]), ParameterGroup([y]) { $0.lr = -1 }])
        }
        #expect(text == "Adam lr: expected a finite number of at least 0; got -1.0.")
    }

    @Test func groupsHaveTheirOwnOptions() throws {
        let (x, y, z) = (try parameter([1]), try parameter([1]), try parameter([1]))
        let optimizer = try SGD(
            [
                ParameterGroup([x]), ParameterGroup([y]) { $0.lr = 0.5 },
                ParameterGroup([z]) { $0.weightDecay = 1 },
            ], SGD.Options(lr: 0.25))
        for parameter in optimizer.parameters { parameter.grad = try constant([1]) }
        try optimizer.step()
        #expect([x, y, z].map { $0.values[0] } == [0.75, 0.5, 0.5])
        #expect(optimizer.lr == 0.25)
        #expect(optimizer.learningRates[1] == 0.5)
        optimizer.lr = 0.125
        #expect((0..<3).map { optimizer.learningRates[$0] } == [0.125, 0.125, 0.125])
    }

    @Test(arguments: Kind.allCases)
    func leavesParametersWithoutGradientAlone(kind: Kind) throws {
        let (x, y) = (try parameter([1, 2]), try parameter([3]))
        let optimizer = try kind.make([x, y])
        x.grad = try constant([1, 1])
        try optimizer.step()
        #expect(y.values == [3])
        #expect(x.values != [1, 2])
        #expect(try optimizer.stateDict()["state.1.step"]?.item() == 0)
    }

    @Test(arguments: Kind.allCases)
    func zeroGradClearsGradients(kind: Kind) throws {
        let x = try parameter([1])
        let optimizer = try kind.make([x])
        x.grad = try constant([1])
        optimizer.zeroGrad()
        #expect(x.grad == nil)
        try optimizer.step()
        #expect(x.values == [1])
    }

    @Test(arguments: Kind.allCases)
    func keepsTypesAndShapes(kind: Kind) throws {
        for dtype in [DType.float32, .float64] {
            let x = Parameter(try Tensor.ones([2, 3], dtype: dtype))
            let optimizer = try kind.make([x])
            x.grad = try Tensor.ones([2, 3], dtype: dtype)
            try optimizer.step()
            #expect(x.value.dtype == dtype)
            #expect(x.value.shape == [2, 3])
            #expect(x.requiresGrad)
            #expect(x.grad?.values == Array(repeating: 1, count: 6))
        }
    }

    /// Seed defect 39: a scheduler's rate of float64 turned float32 weights into float64.
    @Test(arguments: Kind.allCases)
    func aSchedulerNeverChangesAWeightsType(kind: Kind) throws {
        let x = try parameter([1, 2], .float32)
        let optimizer = try kind.make([x])
        let schedulers: [any Scheduler] = [
            try CosineAnnealingLR(optimizer, tMax: 5), try StepLR(optimizer, stepSize: 2),
            try ExponentialLR(optimizer, gamma: 0.9),
        ]
        for step in 0..<6 {
            x.grad = try gradient(step, 2, .float32)
            try optimizer.step()
            for scheduler in schedulers { scheduler.step() }
            #expect(x.value.dtype == .float32)
        }
        for (_, tensor) in optimizer.stateDict() where tensor.rank > 0 {
            #expect(tensor.dtype == .float32)
        }
    }

    @Test(arguments: Kind.allCases)
    func aRateOfZeroChangesNothing(kind: Kind) throws {
        let x = try parameter([1, -2])
        let optimizer = try kind.make([x], lr: 0)
        x.grad = try constant([3, 4])
        try optimizer.step()
        #expect(x.values == [1, -2])
    }

    @Test(arguments: Kind.allCases)
    func copiesOfAWeightStayAsTheyWere(kind: Kind) throws {
        let x = try parameter([1, 2])
        let before = x.value
        let optimizer = try kind.make([x])
        x.grad = try constant([1, 1])
        let state = optimizer.stateDict()
        try optimizer.step()
        let kept = optimizer.stateDict()
        let keptValues = kept.map(\.tensor.values)
        try optimizer.step()
        #expect(before.values == [1, 2])
        #expect(x.values != [1, 2])
        #expect(kept.map(\.tensor.values) == keptValues)
        #expect(state.keys.contains("state.0.step"))
    }

    @Test(arguments: Kind.allCases)
    func worksOnTransposedWeightsAndGradients(kind: Kind) throws {
        let values = try Tensor.normal([3, 4], dtype: .float64, generator: Generator(seed: 1))
        let slopes = try Tensor.normal([3, 4], dtype: .float64, generator: Generator(seed: 2))
        let straight = Parameter(values)
        let turned = Parameter(try values.transpose(0, 1))
        for (x, slope) in [(straight, slopes), (turned, try slopes.transpose(0, 1))] {
            let optimizer = try kind.make([x])
            for _ in 0..<3 {
                x.grad = slope
                try optimizer.step()
            }
        }
        // Means of rows and of columns are added up in the order in which numbers lie.
        let back = try turned.value.transpose(0, 1).values
        #expect(kind == .adafactor ? near(back, straight.values) : back == straight.values)
    }

    /// Kernels rely on equal sizes: these were reads past the end.
    @Test(arguments: Kind.allCases)
    func refusesAGradientThatDoesNotFitAndChangesNothing(kind: Kind) throws {
        let (x, y) = (try parameter([1]), try parameter([1, 2, 3]))
        let optimizer = try kind.make([x, y])
        x.grad = try constant([1])
        for wrong in [try constant([1]), try constant([1, 2, 3], .float32)] {
            y.grad = wrong
            #expect(errorText { try optimizer.step() }.contains("for parameter \"1\"; got "))
            #expect(x.values == [1])
        }
        y.grad = try constant([1, 1, 1])
        try optimizer.step()
        y.value = try constant([1])
        y.grad = try constant([1])
        #expect(errorText { try optimizer.step() }.contains("Was its value or gradient replaced?"))
    }

    @Test func refusesTypesThatDoNotCompute() throws {
        let x = Parameter(try Tensor.ones([2], dtype: .bfloat16))
        let optimizer = try SGD([x], lr: 1)
        x.grad = try Tensor.ones([2], dtype: .bfloat16)
        #expect(
            errorText { try optimizer.step() }
                == "SGD: expected float32 or float64 parameters; got bfloat16.")
    }

    @Test(arguments: Kind.allCases)
    func hasTheSameBitsOnAnyNumberOfThreads(kind: Kind) async {
        // A process of its own: the number of threads is everybody's.
        await #expect(processExitsWith: .success) { [kind = kind.rawValue as String] in
            guard let kind = Kind(rawValue: kind) else { throw Stop() }
            func run(threads: Int) throws -> [Float] {
                Runtime.threadCount = threads
                let x = Parameter(try Tensor.normal([100_003], generator: Generator(seed: 1)))
                let optimizer = try kind.make([x])
                for step in 0..<3 {
                    x.grad = try gradient(step, 100_003, .float32)
                    try optimizer.step()
                }
                return x.value.toArray(as: Float.self)
            }
            let one = try run(threads: 1)
            for threads in [2, 3, 8] where try run(threads: threads) != one { throw Stop() }
        }
    }
}

struct Stop: Error {}
