import Autograd
import Foundation
import Serialization
import TestSupport

extension Tensor {
    /// The elements of the gradient.
    var slopes: [Double] { grad?.values ?? [] }
}

/// PyTorch's losses and gradients, made by tools/fixtures/losses.py.
struct LossFixture {
    let arrays: StateDictionary

    init(_ name: String) throws {
        arrays = try StateDictionary(contentsOf: fixturePath("Losses/\(name).npz"))
    }

    /// One case: its tensors by what they are.
    struct Case {
        let name: String
        let tensors: [String: Tensor]
        var options: [String: String] = [:]

        subscript(what: String) -> Tensor? { tensors[what] }

        var reduction: Reduction {
            ["none": .none, "sum": .sum][options["reduction"] ?? ""] ?? .mean
        }
    }

    var cases: [Case] {
        var tensors: [String: [String: Tensor]] = [:]
        for (key, tensor) in arrays {
            guard let slash = key.lastIndex(of: "/") else { continue }
            tensors[String(key[..<slash]), default: [:]][
                String(key[key.index(after: slash)...])] = tensor
        }
        return tensors.map { name, tensors in
            var result = Case(name: name, tensors: tensors)
            for part in name.split(separator: " ") where part.contains("=") {
                let pair = part.split(separator: "=")
                result.options[String(pair[0])] = String(pair[1])
            }
            return result
        }
    }

    /// What differs in value or gradients, over all cases on the kernels in force and on the
    /// portable ones.
    ///
    /// Within 1e-13 (float64) and 1e-5 (float32) of 1 or the number's size: the exponentials of
    /// four to six logits up to 15 in size, each within 3 ulp.
    func failures(_ loss: (Case, Tensor, Tensor) throws -> Tensor) throws -> [String] {
        guard arrays["provenance"] != nil, !cases.isEmpty else { return ["no fixture"] }
        return try cases.flatMap { each in
            let here = try failures(each, loss)
            let portable = try Runtime.withPortableKernels { try failures(each, loss) }
            return here.map { "\(each.name): \($0)" }
                + portable.map { "\(each.name) portable: \($0)" }
        }
    }

    private func failures(
        _ each: Case, _ loss: (Case, Tensor, Tensor) throws -> Tensor
    ) throws -> [String] {
        guard var prediction = each["prediction"], var target = each["target"],
            let expected = each["value"]
        else { return ["is not whole"] }
        let tolerance = prediction.dtype == .float64 ? 1e-13 : 1e-5
        try prediction.requireGrad()
        if each["target_gradient"] != nil { try target.requireGrad() }
        let value = try loss(each, prediction, target)
        try value.backward(gradient: each["upstream"])
        var failures: [String] = []
        func compare(_ what: String, _ ours: Tensor?, _ theirs: Tensor?) {
            guard let theirs else { return }
            guard let ours, ours.shape == theirs.shape, ours.dtype == theirs.dtype,
                near(ours.values, theirs.values, within: tolerance)
            else {
                return failures.append("\(what) \(ours.map { "\($0)" } ?? "nil"), not \(theirs)")
            }
        }
        compare("value", value, expected)
        compare("gradient", prediction.grad, each["gradient"])
        compare("target's gradient", target.grad, each["target_gradient"])
        return failures
    }
}
