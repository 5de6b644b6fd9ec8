import Foundation
import Layers
import Optimizers
import Serialization
import TensorCore
import TestSupport
import Testing

/// Seed defect 38: moments, steps and options were lost on resume.
@Suite struct OptimizerStateTests {
    @Test(arguments: Kind.allCases, [DType.float32, .float64])
    func resumesBitForBitThroughAFile(kind: Kind, dtype: DType) throws {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("linalgkit-\(UUID().uuidString).npz").path
        defer { try? FileManager.default.removeItem(atPath: path) }

        let whole = try Run(kind, dtype)
        try whole.steps(0..<9)
        try whole.optimizer.stateDict().write(to: path)
        let values = whole.parameters.map(\.value)
        let scheduler = whole.scheduler.state
        try whole.steps(9..<20)

        let resumed = try Run(kind, dtype, lr: 123)
        for (parameter, value) in zip(resumed.parameters, values) { parameter.value = value }
        try resumed.optimizer.loadStateDict(StateDictionary(contentsOf: path))
        try resumed.scheduler.load(scheduler)
        try resumed.steps(9..<20)
        for (a, b) in zip(whole.parameters, resumed.parameters) { #expect(a.values == b.values) }
        #expect(whole.optimizer.lr == resumed.optimizer.lr)
        expectEqual(whole.optimizer.stateDict(), resumed.optimizer.stateDict())
    }

    /// A training run: two parameters, one of which gets its first gradient at step 5.
    struct Run {
        let parameters: [Parameter]
        let optimizer: any Optimizer
        let scheduler: StepLR
        let dtype: DType

        init(_ kind: Kind, _ dtype: DType, lr: Double = 0.013) throws {
            self.dtype = dtype
            parameters = [
                try parameter([1, -2, 0.5], dtype), try parameter([0.25, 4], dtype),
            ]
            optimizer = try kind.make(parameters, lr: lr)
            scheduler = try StepLR(optimizer, stepSize: 3, gamma: 0.7)
        }

        func steps(_ range: Range<Int>) throws {
            for step in range {
                parameters[0].grad = try gradient(step, 3, dtype)
                parameters[1].grad = step < 5 ? nil : try gradient(100 + step, 2, dtype)
                try optimizer.step()
                scheduler.step()
            }
        }
    }

    @Test func theSchedulersStateMayBeLoadedFirstOrLast() throws {
        for schedulerFirst in [false, true] {
            let (whole, resumed) = (try Run(.sgd, .float64), try Run(.sgd, .float64, lr: 7))
            try whole.steps(0..<10)
            let rate = whole.optimizer.lr
            let (state, step) = (whole.optimizer.stateDict(), whole.scheduler.state)
            if schedulerFirst { try resumed.scheduler.load(step) }
            try resumed.optimizer.loadStateDict(state)
            #expect(resumed.optimizer.lr == rate)
            if !schedulerFirst { try resumed.scheduler.load(step) }
            #expect(resumed.optimizer.lr == rate)
            for _ in 0..<4 {
                whole.scheduler.step()
                resumed.scheduler.step()
                #expect(whole.optimizer.lr == resumed.optimizer.lr)
            }
        }
    }

    @Test(arguments: Kind.allCases)
    func namesStateByParameter(kind: Kind) throws {
        let x = try parameter([1, 2])
        let optimizer = try kind.make([x])
        x.grad = try constant([1, 1])
        try optimizer.step()
        let keys = optimizer.stateDict().keys
        for name in kind.stateNames { #expect(keys.contains("state.0.\(name)")) }
        #expect(keys.contains("state.0.step"))
        #expect(keys.contains("groups.0.lr"))
    }

    @Test func namesComeFromTheModel() throws {
        let (model, other) = (try Linear(2, 1), try Linear(2, 1))
        let optimizer = try Adam(model.parameters())
        for parameter in optimizer.parameters {
            parameter.grad = try Tensor.ones(parameter.value.shape)
        }
        try optimizer.step()
        let keys = optimizer.stateDict().keys.filter { $0.hasPrefix("state.") }
        #expect(
            keys
                == ["weight", "bias"].flatMap { name in
                    ["step", "group", "exp_avg", "exp_avg_sq"].map { "state.\(name).\($0)" }
                })
        #expect(
            errorText {
                _ = try SGD([
                    ParameterGroup(model.parameters()), ParameterGroup(other.parameters()),
                ])
            }.hasPrefix("SGD: expected a name for each parameter; got \"weight\" twice."))
        let turned = try Adam([ParameterGroup(model.parameters())])
        try turned.loadStateDict(optimizer.stateDict())
        expectEqual(turned.stateDict(), optimizer.stateDict())
    }

    @Test func optionsComeBack() throws {
        let x = try parameter([1])
        let saved = try SGD(
            [x], lr: 0.5, momentum: 0.25, weightDecay: 0.125, nesterov: true, maximize: true)
        let other = try SGD([x], lr: 0.1)
        try other.loadStateDict(saved.stateDict())
        expectEqual(other.stateDict(), saved.stateDict())
    }

    @Test("bad input 67: a wrong state is refused, and nothing changes", arguments: Kind.allCases)
    func refusesAWrongStateWithNothingChanged(kind: Kind) throws {
        let x = try parameter([1, 2])
        let optimizer = try kind.make([x])
        x.grad = try constant([1, -1])
        try optimizer.step()
        let good = optimizer.stateDict()
        let name = "state.0.\(kind.stateNames[0])"
        let number = { (value: Double) in try Tensor([value], shape: []) }
        let option = kind == .rprop ? "eta_plus" : "weight_decay"
        let wrong: [(String, (inout StateDictionary) throws -> Void)] = [
            ("shape", { $0[name] = try constant([1, 2, 3]) }),
            ("scalar", { $0[name] = try number(1) }),
            ("transposed", { $0[name] = try Tensor.zeros([1, 2], dtype: .float64) }),
            ("dtype", { $0[name] = try constant([1, 2], .float32) }),
            ("missing tensor", { $0[name] = nil }),
            ("missing step", { $0["state.0.step"] = nil }),
            ("negative step", { $0["state.0.step"] = try number(-1) }),
            ("fractional step", { $0["state.0.step"] = try number(1.5) }),
            ("NaN step", { $0["state.0.step"] = try number(.nan) }),
            ("infinite step", { $0["state.0.step"] = try number(.infinity) }),
            ("huge step", { $0["state.0.step"] = try number(1e300) }),
            ("steps", { $0["state.0.step"] = try constant([1, 1]) }),
            ("negative rate", { $0["groups.0.lr"] = try number(-1) }),
            ("NaN rate", { $0["groups.0.lr"] = try number(.nan) }),
            ("NaN base", { $0["groups.0.base_lr"] = try number(.nan) }),
            ("missing rate", { $0["groups.0.lr"] = nil }),
            ("impossible option", { $0["groups.0.\(option)"] = try number(-1) }),
            ("missing option", { $0["groups.0.\(option)"] = nil }),
            ("one parameter too many", { $0["state.1.step"] = try number(1) }),
            ("another group", { $0["state.0.group"] = try number(1) }),
            ("NaN group", { $0["state.0.group"] = try number(.nan) }),
            ("one group too many", { $0["groups.1.lr"] = try number(1) }),
            ("unknown name", { $0["extra"] = try number(1) }),
            ("nothing", { $0 = [:] }),
        ]
        for (what, change) in wrong {
            var state = good
            try change(&state)
            let text = errorText { try optimizer.loadStateDict(state) }
            #expect(
                text.hasPrefix("loadStateDict: ") || text.contains("weightDecay")
                    || text.contains("etas"),
                "\(what)")
            expectEqual(optimizer.stateDict(), good, what)
            #expect(optimizer.lr == 0.01)
        }
        try optimizer.loadStateDict(good)
        expectEqual(optimizer.stateDict(), good)
    }

    /// Kernels walk along the memory: other strides than those of C order led them past its ends.
    @Test(arguments: [true, false])
    func tensorsMayLieInAnyOrder(isReversed: Bool) throws {
        let numbers: [Double] = [1, 2, 3, 4, 5, 6]
        // Nobody else holds the moment then: a step would copy it.
        func loadMoment(_ optimizer: SGD, isView: Bool) throws {
            let moment =
                isReversed
                ? try constant(numbers, [2, 3]).flip(dims: [0, 1])
                : try constant(numbers, [3, 2]).transpose(0, 1)
            var state = optimizer.stateDict()
            state["state.0.momentum_buffer"] = isView ? moment : try moment.contiguous()
            try optimizer.loadStateDict(state)
        }
        func values(isView: Bool) throws -> [Double] {
            let x = Parameter(try Tensor.ones([2, 3], dtype: .float64))
            let optimizer = try SGD([x], lr: 1, momentum: 0.5)
            x.grad = try Tensor.ones([2, 3], dtype: .float64)
            try optimizer.step()
            try loadMoment(optimizer, isView: isView)
            try optimizer.step()
            return x.values
        }
        #expect(try values(isView: true) == values(isView: false))
    }

    @Test func refusesParametersInOtherGroups() throws {
        let list = [try parameter([1]), try parameter([2]), try parameter([3])]
        func make(first count: Int) throws -> SGD {
            try SGD([
                ParameterGroup(list[..<count]), ParameterGroup(list[count...]) { $0.lr = 0.5 },
            ])
        }
        let (saved, other) = (try make(first: 1), try make(first: 2))
        let before = other.stateDict()
        let text = errorText { try other.loadStateDict(saved.stateDict()) }
        #expect(text.hasPrefix("loadStateDict: expected parameter \"1\" in group 0; got group 1"))
        expectEqual(other.stateDict(), before)
        // Older states do not tell groups.
        var older = saved.stateDict()
        for name in older.keys where name.hasSuffix(".group") { older[name] = nil }
        try saved.loadStateDict(older)
    }

    @Test func refusesTheStateOfAnotherOptimizer() throws {
        let x = try parameter([1])
        let adam = try Adam([x])
        #expect(
            errorText { try adam.loadStateDict(try AdamW([x]).stateDict()) }
                == "loadStateDict: expected the state of Adam; got that of AdamW.")
    }

    /// A tensor that the options keep none of must not count as kept.
    @Test func aTensorTheOptionsDoNotKeepHasNoEffect() throws {
        let (x, y) = (try parameter([1]), try parameter([1]))
        let (plain, loaded) = (try Adam([x]), try Adam([y]))
        x.grad = try constant([1])
        y.grad = try constant([1])
        try plain.step()
        try loaded.step()
        var state = loaded.stateDict()
        state["state.0.max_exp_avg_sq"] = try constant([100])
        try? loaded.loadStateDict(state)
        try plain.step()
        try loaded.step()
        #expect(x.values == y.values)
    }
}

/// Whether two states have the same names in the same order, types, shapes and bits.
func expectEqual(
    _ a: StateDictionary, _ b: StateDictionary, _ what: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(a.keys == b.keys, "\(what)", sourceLocation: sourceLocation)
    for (left, right) in zip(a, b) {
        #expect(
            left.tensor.dtype == right.tensor.dtype && left.tensor.shape == right.tensor.shape
                && left.tensor.values.map(\.bitPattern) == right.tensor.values.map(\.bitPattern),
            "\(what): \(left.name)", sourceLocation: sourceLocation)
    }
}
