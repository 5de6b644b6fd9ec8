/// Checks that an operation keeps its contract, on its own samples.
///
/// ```swift
/// func checkAll() throws {
///     for operation in Catalogue.operations() { try checkOperation(operation) }
/// }
/// ```
/// - The inferred shape and type are those of the result; inputs stay as they are.
/// - Gradients agree with difference quotients, to second order, and the fused rule with the
///   composed one.
/// - Layout does not matter (transposed, strided, reversed, repeated inputs and upstream
///   gradients), nor which inputs are tracked, nor that one tensor is given twice, nor writing to
///   the input after the call.
/// - A second backward pass throws, or gives the same bits with `retainGraph`.
/// - The same bits on 1 and 2 threads; registered kernels agree with the portable ones, `float32`
///   with `float64`; inputs without elements work where inference accepts them.
/// - `.zero` gives untracked results of slope 0, `.undefined` throws when a tracked tensor comes.
/// - **Mutations**: with the gradient of one input scaled by 1.01, and by 0, the comparison with
///   difference quotients fails. Else the samples could not see that gradient.
///
/// - Throws: ``GradientCheckError`` listing all that is wrong.
@discardableResult
public func checkOperation<Op: Operation>(
    _: Op.Type, options: OperationCheckOptions = OperationCheckOptions()
) throws -> OperationReport {
    var check = OperationCheck<Op>(options)
    check.run()
    guard check.failures.isEmpty else { throw GradientCheckError(Op.name, check.failures) }
    return check.report
}

/// The check of one operation: gathers what is wrong.
struct OperationCheck<Op: Operation> {
    let options: OperationCheckOptions
    var report: OperationReport
    private(set) var failures: [String] = []

    init(_ options: OperationCheckOptions) {
        self.options = options
        report = OperationReport(name: Op.name)
    }

    mutating func run() {
        attempt("samples") { check in
            let samples = try Op.samples
            check.report.sampleCount = samples.count
            if samples.isEmpty { check.fail("samples", "there are none") }
            for sample in samples {
                check.attempt("sample \(sample.label)") { check in try check.run(sample) }
            }
            guard case .rule = Op.gradient, check.failures.isEmpty else { return }
            try check.plantMutations(in: samples)
        }
    }

    private mutating func run(_ sample: Sample<Op>) throws {
        let probe = Probe(sample)
        let place = "sample \(sample.label)"
        for index in probe.tensors.indices
        where probe.tensors[index].dtype.isFloatingPoint && probe.tensors[index].dtype != .float64 {
            fail(place, "input \(index) is \(probe.tensors[index].dtype); samples are float64")
        }
        try checkInference(probe, place)
        switch Op.gradient {
        case .zero: try checkZero(probe, place)
        case .undefined: try checkUndefined(probe, place)
        case .rule:
            try checkGradients(probe, place)
            try checkRules(probe, place)
            try checkTracking(probe, place)
            try checkRepetition(probe, place)
        }
        try checkLayouts(probe, place)
        try checkPrecision(probe, place)
        try checkEnvironment(probe, place)
        try checkEmpty(probe, place)
    }

    /// Runs a part of the check; what it throws is a failure.
    mutating func attempt(_ place: String, _ body: (inout Self) throws -> Void) {
        do { try body(&self) } catch { fail(place, "threw \(error)") }
    }

    mutating func fail(_ place: String, _ what: String) { failures.append("\(place): \(what)") }
}
