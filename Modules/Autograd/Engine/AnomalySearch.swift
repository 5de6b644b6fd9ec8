import Kernels

/// Runs `body` with each result and each gradient looked through for NaN and infinities; throws at
/// the first operation that made one out of finite numbers.
///
/// ```swift
/// let x = try Tensor([-1, 2], dtype: .float32, requiresGrad: true)
/// do {
///     try detectAnomaly { try x.log().sum().backward() }
/// } catch {
///     print(error)
///     // log: expected a finite result; got nan at [0] of float32 [2], made from finite inputs, in
///     // main (main.swift:3)
/// }
/// ```
/// The error, of kind ``TensorError/Kind/anomaly``, names the operation, whether it was the forward
/// or the backward pass (then the input whose gradient it is), the first such element, its tensor's
/// shape, and the place in your code that called the operation; see ``CallSite``. Of a backward
/// pass the place is that of the forward call, when that was made inside `detectAnomaly` as well.
///
/// Some operations, as `x.log()`, cannot throw; what they made is thrown by the layer that they are
/// in, by `backward()` or `grad` before it begins, or at the end of `body`, whichever comes first.
/// What was NaN or infinite when it came in (data, a mask, the `gradient` of `backward`) is no
/// anomaly, nor is what follows of it.
///
/// The setting belongs to the calling thread and ends with `body`. Inside, each operation takes
/// some ten microseconds more and reads its inputs and results once more; outside it costs nothing.
///
/// - Throws: ``TensorError`` as said, else what `body` throws.
public func detectAnomaly<Result>(_ body: () throws -> Result) throws -> Result {
    let search = AnomalySearch()
    let outcome = Swift.Result {
        try CallWatch(anomalies: search).look { () throws in try body() }
    }
    if case .failure(let error as TensorError) = outcome, error.kind == .anomaly { throw error }
    if let anomaly = search.first { throw anomaly }
    return try outcome.get()
}

/// Throws what `detectAnomaly` has found on this thread and nothing has thrown yet.
package func throwAnomaly() throws(TensorError) {
    if CallWatch.isOn { try CallWatch.throwAnomaly() }
}

/// The first result that is not finite, in one `detectAnomaly`.
final class AnomalySearch {
    /// What was found and has not been thrown.
    var first: TensorError?

    /// Notes a call with finite inputs whose result is not.
    func examine(_ call: WatchedCall, _ trace: CallTrace) throws(TensorError) {
        guard first == nil else { return }
        for output in call.outputs {
            guard let element = try output.firstNonFinite() else { continue }
            first = TensorError(
                .anomaly, call.name, expected: "a finite result",
                got: "\(element.text(in: output)), made from finite inputs, in \(trace.site)",
                inputs: [output])
            return
        }
    }
}

extension NonFiniteElement {
    func text(in tensor: Tensor) -> String {
        "\(value) at \(index) of \(tensor.dtype) \(tensor.shape)"
    }
}

/// What a backward pass knows about its gradients in anomaly mode.
final class Finiteness {
    /// Where the call stands whose rule runs, when it is known.
    fileprivate var trace: CallTrace?
    /// Whether the rule that runs got something that is not finite.
    fileprivate var isExcused = false
    /// Whether some gradient was not finite and no rule's fault.
    fileprivate var isLost: Bool

    /// - Parameter isLost: Whether the gradients that the pass begins with are not finite.
    init(isLost: Bool) { self.isLost = isLost }
}

extension OperationNode {
    /// Has backward passes know where the call stood and whether its inputs were finite.
    func watch(from trace: CallTrace, inputsAreFinite: Bool) {
        changeRule { rule in
            { node, pass throws(TensorError) in
                guard let finiteness = pass.finiteness else { return try rule(node, pass) }
                finiteness.trace = trace
                defer { finiteness.trace = nil }
                try pass.examineUpstream(finiteness, node.name, inputsAreFinite: inputsAreFinite)
                try rule(node, pass)
            }
        }
    }
}

extension BackwardPass {
    /// Looks at the gradients that a rule gets, and notes whether what it makes is its own fault.
    fileprivate func examineUpstream(
        _ finiteness: Finiteness, _ operation: String, inputsAreFinite: Bool
    ) throws(TensorError) {
        let areFinite = try upstream.all.areFinite()
        if !areFinite, !finiteness.isLost {
            for gradient in upstream.all {
                guard let element = try gradient.firstNonFinite() else { continue }
                throw anomaly(
                    operation, "a finite sum of the gradients of the result", element, gradient)
            }
        }
        finiteness.isExcused = !areFinite || !inputsAreFinite
    }

    /// Throws when a rule made a gradient that is not finite of finite numbers.
    func examine(
        _ gradient: Tensor, _ operation: String, input: Int
    ) throws(TensorError) {
        guard let finiteness, let element = try gradient.firstNonFinite() else { return }
        guard finiteness.trace == nil ? finiteness.isLost : finiteness.isExcused else {
            throw anomaly(
                operation, "a finite gradient of input \(input)", element, gradient)
        }
        finiteness.isLost = true
    }

    private func anomaly(
        _ operation: String, _ expected: String, _ element: NonFiniteElement, _ gradient: Tensor
    ) -> TensorError {
        let place = finiteness?.trace.map { "of the call in \($0.site)" }
        return TensorError(
            .anomaly, operation, expected: expected,
            got: element.text(in: gradient) + ", in the backward pass"
                + (place.map { " \($0)" } ?? ""),
            hint: place == nil
                ? "Where the call stands is known when it is made inside detectAnomaly too." : "",
            inputs: [gradient])
    }
}
