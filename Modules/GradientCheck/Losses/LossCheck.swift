public import Losses

/// Checks that a loss keeps its contract, on its own samples.
///
/// ```swift
/// @Test func passesTheLossCheck() throws { try checkLoss(MSELoss.self) }
/// ```
/// - Gradients of the prediction, and of other inputs that are floating-point, agree with difference
///   quotients in `float64`, to second order, with every reduction; they would be seen if they were
///   wrong.
/// - The losses of `none` add up to that of `sum`, of which `mean` is their number's part.
/// - `float32` gives the type and shape that `float64` gives, and its values rounded; two calls
///   give the same bits, and leave the inputs as they are.
/// - An input with one row too few for the others throws a `TensorError`.
/// - An empty batch has no losses, the sum 0, and the mean NaN.
///
/// - Throws: ``GradientCheckError`` listing all that is wrong.
@discardableResult
public func checkLoss<L: LossFunction>(
    _: L.Type, options: LossCheckOptions = LossCheckOptions()
) throws -> ContractReport {
    var check = LossCheck<L>(options)
    do {
        check.samples = try L.samples
        check.findings.report.sampleCount = check.samples.count
        if check.samples.isEmpty { check.findings.fail("samples", "there are none") }
    } catch { check.findings.fail("samples", "threw \(error)") }
    return try check.result()
}

/// What `checkLoss` does.
public struct LossCheckOptions: Sendable {
    /// Step, tolerances and mode of the comparison with difference quotients.
    public var gradients: GradientCheckOptions
    /// 1 to leave out gradients of gradients.
    public var order: Int

    /// Everything, in `float64`; samples must lie away from kinks.
    public init(
        gradients: GradientCheckOptions = GradientCheckOptions(kinks: .fail), order: Int = 2
    ) {
        self.gradients = gradients
        self.order = order
    }
}

/// The check of one loss.
struct LossCheck<L: LossFunction> {
    let options: LossCheckOptions
    var findings: ContractFindings
    var samples: [LossSample<L>] = []

    init(_ options: LossCheckOptions) {
        self.options = options
        findings = ContractFindings(kind: "loss", name: L.lossName)
    }

    mutating func result() throws -> ContractReport {
        for sample in samples {
            let parts: [(String, (inout LossCheck) throws -> Void)] = [
                ("gradients", { try $0.checkGradients(sample) }),
                ("reductions", { try $0.checkReductions(sample) }),
                ("types", { try $0.checkTypes(sample) }),
                ("refusals", { try $0.checkRefusals(sample) }),
                ("empty batch", { try $0.checkEmpty(sample) }),
            ]
            for (part, run) in parts {
                let place = "sample \(sample.label), \(part)"
                do { try run(&self) } catch { findings.fail(place, "threw \(error)") }
            }
        }
        return try findings.result()
    }

    private mutating func fail(_ sample: LossSample<L>, _ part: String, _ what: String) {
        findings.fail("sample \(sample.label), \(part)", what)
    }
}

extension LossCheck {
    private mutating func checkGradients(_ sample: LossSample<L>) throws {
        for reduction in Reduction.allCases {
            let loss = try sample.make(reduction, options.gradients.dtype)
            var inputs = sample.tensors
            for index in inputs.indices where inputs[index].dtype.isFloatingPoint {
                try inputs[index].requireGrad()
            }
            for order in 1...max(1, min(options.order, 2)) {
                let subject = try Subject(
                    { [try loss(sample.inputs.replaced(by: $0))] }, inputs, options.gradients,
                    names: L.inputNames)
                let found =
                    try order == 1
                    ? subject.report() : subject.ofGradients().report(order: 2)
                findings.add(
                    found, "sample \(sample.label), \(reduction)", isMutated: order == 1)
                if !found.passed { break }
            }
        }
    }

    private mutating func checkReductions(_ sample: LossSample<L>) throws {
        func value(_ reduction: Reduction) throws -> Tensor {
            try sample.make(reduction, .float64)(sample.inputs)
        }
        let (each, sum, mean) = (try value(.none), try value(.sum), try value(.mean))
        guard sum.rank == 0, mean.rank == 0 else {
            return fail(
                sample, "reductions",
                "expected one number of sum and mean; got \(sum.shape) and \(mean.shape)")
        }
        // Additions in another order: an ulp of the terms for each.
        let terms = each.toArray(as: Double.self)
        let size = terms.reduce(1) { $0 + $1.magnitude }
        let allowed = size * Double(terms.count + 4) * Double.ulpOfOne
        let total = terms.reduce(0, +)
        if !((try sum.item() - total).magnitude <= allowed) {
            fail(
                sample, "reductions",
                "the losses add up to \(total), but the sum is \(try sum.item())")
        }
        let divisor = sample.divisor ?? Double(terms.count)
        if !((try mean.item() * divisor - total).magnitude <= 4 * allowed) {
            fail(
                sample, "reductions",
                "expected the mean \(total / divisor), the sum divided by \(divisor.short(6)); got "
                    + "\(try mean.item())")
        }
    }

    private mutating func checkTypes(_ sample: LossSample<L>) throws {
        let before = try sample.tensors.map { try $0.clone() }
        for reduction in Reduction.allCases {
            let loss = try sample.make(reduction, .float64)
            let single = try sample.inputs.floating(.float32)
            // What single precision rounds is rounded for both.
            let rounded = try single.floating(.float64)
            let found = try sample.make(reduction, .float32)(single)
            let expected = try loss(rounded)
            guard found.dtype == .float32, expected.dtype == .float64 else {
                fail(
                    sample, "types",
                    "expected float32 and float64 results; got \(found.dtype) and \(expected.dtype)"
                )
                continue
            }
            let ulps = 256 * Double(Float.ulpOfOne) / Double.ulpOfOne
            if let difference = try found.to(dtype: .float64).difference(from: expected, ulps: ulps)
            {
                fail(sample, "types", "float32 against float64: \(difference)")
            }
            let again = try loss(rounded)
            if try !again.hasBits(of: expected) {
                fail(sample, "types", "two calls give different results")
            }
        }
        for (index, pair) in zip(before, sample.tensors).enumerated()
        where try !pair.0.hasBits(of: pair.1) {
            fail(sample, "types", "a call changes \(L.inputNames[index])")
        }
    }

    private mutating func checkRefusals(_ sample: LossSample<L>) throws {
        let loss = try sample.make(.mean, .float64)
        for (index, input) in sample.tensors.enumerated() {
            let dim = sample.batchDims[index]
            guard input.rank > dim, input.shape[dim] > 1 else { continue }
            var inputs = sample.tensors
            inputs[index] = try input.narrow(dim: dim, start: 0, length: input.shape[dim] - 1)
            let shapes = inputs.map { "\($0.shape)" }.joined(separator: ", ")
            findings.expectError(
                "sample \(sample.label), refusals",
                "\(L.inputNames[index]) with a row too few, \(shapes),"
            ) { _ = try loss(sample.inputs.replaced(by: inputs)) }
        }
    }

    private mutating func checkEmpty(_ sample: LossSample<L>) throws {
        let dims = sample.batchDims
        guard sample.tensors.indices.allSatisfy({ sample.tensors[$0].rank > dims[$0] }) else {
            return
        }
        let inputs = try sample.inputs.replaced(
            by: sample.tensors.enumerated().map {
                try $1.narrow(dim: dims[$0], start: 0, length: 0)
            })
        let each = try sample.make(.none, .float64)(inputs)
        if each.count != 0 { fail(sample, "empty batch", "expected no losses; got \(each.shape)") }
        let sum = try sample.make(.sum, .float64)(inputs).item()
        if sum != 0 { fail(sample, "empty batch", "expected the sum 0; got \(sum)") }
        let mean = try sample.make(.mean, .float64)(inputs).item()
        if !mean.isNaN { fail(sample, "empty batch", "expected the mean NaN; got \(mean)") }
    }
}

extension LossSample {
    /// The inputs in order.
    fileprivate var tensors: [Tensor] { (0..<inputs.arity).map { inputs[at: $0] } }
}

extension TensorPack {
    /// As many tensors, these.
    fileprivate func replaced(by tensors: [Tensor]) throws -> Self {
        var index = -1
        return try map { _ throws(TensorError) in
            index += 1
            return tensors[index]
        }
    }

    /// The tensors, those that are floating-point in a type.
    fileprivate func floating(_ dtype: DType) throws -> Self {
        try map { tensor throws(TensorError) in
            tensor.dtype.isFloatingPoint ? try tensor.to(dtype: dtype) : tensor
        }
    }
}
