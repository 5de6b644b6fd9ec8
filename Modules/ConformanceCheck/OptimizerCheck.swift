public import Optimizers

/// Checks that an optimizer keeps its contract.
///
/// ```swift
/// @Test func passesTheOptimizerCheck() throws {
///     try checkOptimizer("SGD") { try SGD($0, lr: $1, momentum: 0.9) }
/// }
/// ```
/// - A quadratic becomes smaller; a learning rate of 0 leaves parameters where they are.
/// - A parameter without a gradient stays as it is, and its own first step is a first step whenever
///   it comes; gradients are not changed by a step and cleared by `zeroGrad()`.
/// - Element types stay, whatever the learning rates are.
/// - A state that was saved resumes bit for bit; one with a name missing (but a parameter's
///   `.group`, which older states lack), a name too many, or a tensor of another shape or type
///   throws and changes nothing.
/// - A learning rate that is negative or not finite, no parameters, and one parameter twice throw.
/// - With `groups`: every group follows its own learning rate.
///
/// - Parameters:
///   - name: What the optimizer is called in reports.
///   - lr: A learning rate at which x² becomes smaller from 1.
///   - groups: Makes an optimizer of two groups with a learning rate each.
///   - make: Makes an optimizer of parameters with a learning rate, all else as in other calls.
/// - Throws: ``GradientCheckError`` listing all that is wrong.
@discardableResult
public func checkOptimizer(
    _ name: String, lr: Double = 0.05,
    groups: (([(parameters: [Parameter], lr: Double)]) throws -> any Optimizer)? = nil,
    make: @escaping ([Parameter], Double) throws -> any Optimizer
) throws -> ContractReport {
    var check = OptimizerCheck(name, lr, make, groups)
    check.run()
    return try check.findings.result()
}

/// The check of one optimizer.
struct OptimizerCheck {
    let lr: Double
    let make: ([Parameter], Double) throws -> any Optimizer
    let groups: (([(parameters: [Parameter], lr: Double)]) throws -> any Optimizer)?
    var findings: ContractFindings

    init(
        _ name: String, _ lr: Double,
        _ make: @escaping ([Parameter], Double) throws -> any Optimizer,
        _ groups: (([(parameters: [Parameter], lr: Double)]) throws -> any Optimizer)?
    ) {
        self.lr = lr
        self.make = make
        self.groups = groups
        findings = ContractFindings(kind: "optimizer", name: name)
    }

    mutating func run() {
        let parts: [(String, (inout OptimizerCheck) throws -> Void)] = [
            ("descent", { try $0.checkDescent() }),
            ("learning rate 0", { try $0.checkZeroRate() }),
            ("gradients", { try $0.checkGradients() }),
            ("first steps", { try $0.checkFirstSteps() }),
            ("types", { try $0.checkTypes() }),
            ("state", { try $0.checkResumption() }),
            ("wrong states", { try $0.checkWrongStates() }),
            ("refusals", { $0.checkRefusals() }),
            ("groups", { try $0.checkGroups() }),
        ]
        findings.report.sampleCount = parts.count
        for (part, run) in parts {
            do { try run(&self) } catch { findings.fail(part, "threw \(error)") }
        }
    }

    /// Parameters of some shapes, and their gradients at a step: the same each time.
    static func parameters(_ dtype: DType = .float64, seed: Int = 0) throws -> [Parameter] {
        try ([[3, 2], [5], []] as [Shape]).enumerated().map { index, shape in
            Parameter(
                try Samples.values(shape, in: 0.5...1.5, seed: seed + index).to(dtype: dtype))
        }
    }

    static func setGradients(_ parameters: [Parameter], step: Int) throws {
        for (index, parameter) in parameters.enumerated() {
            parameter.grad = try Samples.values(
                parameter.value.shape, in: -1...1, seed: 10 * step + index + 3
            ).to(dtype: parameter.value.dtype)
        }
    }

    /// What parameters hold.
    static func values(_ parameters: [Parameter]) throws -> [Tensor] {
        try parameters.map { try $0.value.detach().clone() }
    }

    static func areSame(_ a: [Tensor], _ b: [Tensor]) throws -> Bool {
        try a.count == b.count && zip(a, b).allSatisfy { try $0.hasBits(of: $1) }
    }
}
