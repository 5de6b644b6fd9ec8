import Kernels
public import Layers

/// Checks that a layer keeps its contract, on its own samples.
///
/// ```swift
/// @Test func passesTheLayerCheck() throws { try checkLayer(Linear.self) }
/// ```
/// - Gradients of the input and of every parameter agree with difference quotients in `float64`,
///   in training and in evaluation; each would be seen if it were wrong by 1 %.
/// - A state dictionary moves everything that results depend on, bit for bit; so does a
///   specification in JSON with the options.
/// - `eval()` makes results repeatable and leaves the state alone; `train()` undoes it.
/// - The same seed gives the same weights and results.
/// - `float32` gives the type and shape that `float64` gives, and its values rounded.
/// - An ``ElementwiseLayer`` computes its function.
/// - Inputs that the samples refuse throw a `TensorError` that names the layer.
///
/// - Throws: ``GradientCheckError`` listing all that is wrong.
@discardableResult
public func checkLayer<L: ConfigurableLayer>(
    _: L.Type, options: LayerCheckOptions = LayerCheckOptions()
) throws -> ContractReport {
    var check = LayerCheck(L.layerName, options)
    do {
        check.subjects = try L.samples.map { LayerSubject($0) }
        if check.subjects.isEmpty { check.findings.fail("samples", "there are none") }
    } catch { check.findings.fail("samples", "threw \(error)") }
    return try check.result()
}

/// Checks a layer that is not built from a configuration; see `checkLayer(_:options:)`.
///
/// - Parameters:
///   - name: What the layer is called in reports.
///   - input: What the layer is called with, in `float64`.
///   - refusing: Shapes of inputs that must throw.
///   - make: Builds the layer; whatever is random in it must come from the generator.
/// - Throws: ``GradientCheckError`` listing all that is wrong.
@discardableResult
public func checkLayer(
    _ name: String, input: Tensor, refusing: [Shape] = [],
    options: LayerCheckOptions = LayerCheckOptions(),
    make: @escaping (Generator) throws -> any Layer
) throws -> ContractReport {
    var check = LayerCheck(name, options)
    check.subjects = [
        LayerSubject(
            label: "\(input.shape)", make: make, input: input, refused: refusing, rebuild: nil)
    ]
    return try check.result()
}

/// What `checkLayer` does.
public struct LayerCheckOptions: Sendable {
    /// Step, tolerances and mode of the comparison with difference quotients.
    public var gradients: GradientCheckOptions
    /// 2 to check gradients of gradients too.
    public var order: Int
    /// The seed that layers are built with.
    public var seed: UInt64

    /// First order, along one direction for each parameter; samples must lie away from kinks.
    public init(
        gradients: GradientCheckOptions = GradientCheckOptions(kinks: .fail, mode: .projected),
        order: Int = 1, seed: UInt64 = 0
    ) {
        self.gradients = gradients
        self.order = order
        self.seed = seed
    }
}

/// A layer of a sample, whatever its type.
struct LayerSubject {
    let label: String
    let make: (Generator) throws -> any Layer
    let input: Tensor
    let refused: [Shape]
    /// Builds a layer anew from its options in JSON; nil where there are none.
    let rebuild: ((any Layer, Generator) throws -> any Layer)?
}

/// The check of one layer.
struct LayerCheck {
    let options: LayerCheckOptions
    var findings: ContractFindings
    var subjects: [LayerSubject] = []

    init(_ name: String, _ options: LayerCheckOptions) {
        self.options = options
        findings = ContractFindings(kind: "layer", name: name)
    }

    mutating func result() throws -> ContractReport {
        findings.report.sampleCount = subjects.count
        for subject in subjects {
            let parts: [(String, (inout LayerCheck) throws -> Void)] = [
                ("gradients", { try $0.checkGradients(subject) }),
                ("state", { try $0.checkState(subject) }),
                ("specification", { try $0.checkSpecification(subject) }),
                ("modes", { try $0.checkModes(subject) }),
                ("seed", { try $0.checkSeed(subject) }),
                ("types", { try $0.checkTypes(subject) }),
                ("function", { try $0.checkFunction(subject) }),
                ("refusals", { try $0.checkRefusals(subject) }),
            ]
            for (part, run) in parts {
                let place = "sample \(subject.label), \(part)"
                do { try run(&self) } catch { findings.fail(place, "threw \(error)") }
            }
        }
        return try findings.result()
    }

    mutating func fail(_ subject: LayerSubject, _ part: String, _ what: String) {
        findings.fail("sample \(subject.label), \(part)", what)
    }
}
