import Foundation
import Optimizers
import Serialization
import TensorCore

/// A parameter of float64 unless said otherwise.
func parameter(_ values: [Double], _ dtype: DType = .float64) throws -> Parameter {
    Parameter(try Tensor(values, shape: [values.count]).to(dtype: dtype))
}

/// A tensor of float64 unless said otherwise.
func tensor(_ values: [Double], _ dtype: DType = .float64) throws -> Tensor {
    try Tensor(values, shape: [values.count]).to(dtype: dtype)
}

extension Parameter {
    var values: [Double] { value.toArray(as: Double.self) }
}

extension Tensor {
    var values: [Double] { toArray(as: Double.self) }
}

/// The error that `body` throws, as text; empty when it throws none.
func errorText(_ body: () throws -> Void) -> String {
    do { try body() } catch { return "\(error)" }
    return ""
}

/// What PyTorch did, made by tools/fixtures/optimizers.py.
struct Trajectories {
    let arrays: StateDictionary

    init(_ kind: String) throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        arrays = try StateDictionary(
            contentsOf: root.appendingPathComponent("Fixtures/Optimizers/\(kind).npz").path)
    }

    /// `lr=0.1 momentum=0.9/float64`.
    var cases: [String] { arrays.keys.filter { $0.contains("lr=") } }

    /// Differences from every trajectory, on the kernels in force and on the portable ones; only
    /// those out of tolerance are listed.
    ///
    /// 1e-12 in float64 and 1e-6 in float32 of the parameter's size (about 2): the formulas are
    /// PyTorch's in its order, and what rounding differs, in fused multiply-adds and lerp, is an
    /// ulp (1.2e-7) at a step.
    func failures(
        _ make: ([Parameter], [String: Double]) throws -> any Optimizer
    ) throws -> [String] {
        guard arrays["provenance"] != nil, !cases.isEmpty else { return ["no fixture"] }
        return try cases.flatMap { name in
            let here = try error(name, make)
            let portable = try Runtime.withPortableKernels { try error(name, make) }
            let limit = name.hasSuffix("float32") ? 1e-6 : 1e-12
            return [("", here), (" portable", portable)].filter { !($0.1 <= limit) }
                .map { "\(name)\($0.0): \($0.1)" }
        }
    }

    private func error(
        _ name: String, _ make: ([Parameter], [String: Double]) throws -> any Optimizer
    ) throws -> Double {
        guard let initial = arrays["initial"], let gradients = arrays["gradients"],
            let expected = arrays[name]
        else { return .infinity }
        let dtype: DType = name.hasSuffix("float32") ? .float32 : .float64
        let parameter = Parameter(try initial.to(dtype: dtype))
        let optimizer = try make([parameter], Self.options(name))
        let (rows, width) = (gradients.shape[0], gradients.shape[1])
        let (all, reference) = (gradients.values, expected.values)
        var worst = 0.0
        for row in 0..<rows {
            let range = row * width..<(row + 1) * width
            parameter.grad = try tensor(Array(all[range]), dtype)
            try optimizer.step()
            for (ours, theirs) in zip(parameter.values, reference[range]) {
                let error = (ours - theirs).magnitude / max(theirs.magnitude, 1)
                worst = error.isNaN ? .infinity : max(worst, error)
            }
        }
        guard parameter.value.dtype == dtype else { return .infinity }
        return worst
    }

    private static func options(_ name: String) -> [String: Double] {
        var result: [String: Double] = [:]
        for part in name.split(separator: "/")[0].split(separator: " ") {
            let pair = part.split(separator: "=")
            result[String(pair[0])] = Double(pair[1])
        }
        return result
    }
}

/// An optimizer of each kind with all it can keep, for what holds of all of them.
enum Kind: String, CaseIterable, Sendable {
    case sgd, adam, adamW, rmsprop

    func make(_ parameters: some Sequence<Parameter>, lr: Double = 0.01) throws -> any Optimizer {
        switch self {
        case .sgd: try SGD(parameters, lr: lr, momentum: 0.9, nesterov: true)
        case .adam: try Adam(parameters, lr: lr, amsgrad: true)
        case .adamW: try AdamW(parameters, lr: lr, amsgrad: true)
        case .rmsprop: try RMSprop(parameters, lr: lr, momentum: 0.5, centered: true)
        }
    }

    /// The tensors that it keeps for a parameter.
    var stateNames: [String] {
        switch self {
        case .sgd: ["momentum_buffer"]
        case .adam, .adamW: ["exp_avg", "exp_avg_sq", "max_exp_avg_sq"]
        case .rmsprop: ["square_avg", "momentum_buffer", "grad_avg"]
        }
    }
}

/// A gradient for step `step` of a parameter with `count` numbers: the same each time.
func gradient(_ step: Int, _ count: Int, _ dtype: DType = .float64) throws -> Tensor {
    try Tensor.normal([count], dtype: dtype, generator: Generator(seed: UInt64(step)))
}

/// Groups that differ in their learning rates.
func parameterGroups<Options: OptimizerOptions>(
    _ lists: [(parameters: [Parameter], lr: Double)]
) -> [ParameterGroup<Options>] {
    lists.map { list in ParameterGroup(list.parameters) { $0.lr = list.lr } }
}
