import Kernels

extension OperationCheck {
    /// Shape and type are as inferred, tracked or not; inputs stay as they are.
    mutating func checkInference(_ probe: Probe<Op>, _ place: String) throws {
        for dtype in [DType.float64, .float32] {
            let probe = try probe.converted(to: dtype)
            let before = try probe.tensors.map { try $0.clone() }
            guard let specs = probe.inferred(probe.tensors) else {
                return fail(place, "infer does not accept it in \(dtype)")
            }
            let outputs = try noGrad { try probe(probe.tensors) }
            let real = outputs.map { TensorSpec($0.shape, $0.dtype) }
            if specs != real { fail(place, "inferred \(specs), but the result is \(real)") }
            if outputs.contains(where: \.requiresGrad) {
                fail(place, "results of untracked inputs are tracked")
            }
            for (index, pair) in zip(before, probe.tensors).enumerated()
            where try !pair.0.hasBits(of: pair.1) {
                fail(place, "input \(index) was changed by the call")
            }
        }
    }

    /// Gradients, to second order, against difference quotients.
    mutating func checkGradients(_ probe: Probe<Op>, _ place: String) throws {
        let inputs = try leaves(probe)
        for order in 1...max(1, min(options.order, 2)) {
            let found = try gradientReport(
                { try probe($0) }, inputs: inputs, order: order, options: options.gradients)
            report.entryCount += found.entryCount
            if order == 1 {
                report.worstRelativeError = max(report.worstRelativeError, found.worstRelativeError)
            } else {
                report.worstSecondOrderError = max(
                    report.worstSecondOrderError, found.worstRelativeError)
            }
            for failure in found.failures { fail(place, failure) }
            // What is wrong in first order is wrong in second.
            if !found.passed { return }
        }
        try checkSameTensorTwice(probe, place)
    }

    /// One tensor as several inputs gets the sum of their gradients.
    private mutating func checkSameTensorTwice(_ probe: Probe<Op>, _ place: String) throws {
        let candidates = probe.differentiable
        guard let first = candidates.first else { return }
        let alike = candidates.filter { probe.tensors[$0].shape == probe.tensors[first].shape }
        guard alike.count > 1 else { return }
        var options = options.gradients
        // max(x, x) lies on the kink of max.
        options.kinks = .skip
        var leaf = probe.tensors[first].detach()
        try leaf.requireGrad()
        let found = try gradientReport(
            { leaves in
                var tensors = probe.tensors
                for index in alike { tensors[index] = leaves[0] }
                return try probe(tensors)
            }, inputs: [leaf], options: options)
        for failure in found.failures { fail(place, "the same tensor twice: \(failure)") }
    }

    /// The fused rule against the composed one, which is used when the gradient is recorded.
    mutating func checkRules(_ probe: Probe<Op>, _ place: String) throws {
        let tracked = probe.differentiable
        let fused = try probe.outcome(tracked: tracked)
        let composed = try probe.outcome(tracked: tracked, createGraph: true)
        for (position, pair) in zip(fused.gradients, composed.gradients).enumerated() {
            guard let a = pair.0, let b = pair.1 else { continue }
            // 4096 ulp are 1e-12.
            if let difference = a.difference(from: b, ulps: 4096) {
                fail(
                    place, "input \(tracked[position]): fused and composed rule give \(difference)")
            }
        }
    }

    /// Slope 0 where the operation says so.
    mutating func checkZero(_ probe: Probe<Op>, _ place: String) throws {
        let inputs = try leaves(probe)
        guard !probe.differentiable.isEmpty else { return }
        if try probe(inputs).contains(where: \.requiresGrad) {
            fail(place, "the gradient is .zero, but the result is tracked")
        }
        let found = try gradientReport(
            { try probe($0) }, inputs: inputs, options: options.gradients)
        report.entryCount += found.entryCount
        for failure in found.failures { fail(place, "the gradient is .zero: \(failure)") }
    }

    /// An error where there is no gradient, and only when one is wanted.
    mutating func checkUndefined(_ probe: Probe<Op>, _ place: String) throws {
        let inputs = try leaves(probe)
        guard !probe.differentiable.isEmpty else { return }
        do {
            _ = try probe(inputs)
            fail(place, "the gradient is .undefined, but a tracked input did not throw")
        } catch let error as TensorError {
            if error.kind != .gradient || error.operation != Op.name {
                fail(place, "the gradient is .undefined; a tracked input threw \(error)")
            }
        }
        if try noGrad({ try probe(inputs) }).contains(where: \.requiresGrad) {
            fail(place, "results inside noGrad are tracked")
        }
    }

    /// Rules made wrong on purpose must be seen by the comparison with difference quotients.
    mutating func plantMutations(in samples: [Sample<Op>]) throws {
        let probes = samples.map { Probe($0) }
        for input in Set(probes.flatMap(\.differentiable)).sorted() {
            for factor in [1.01, 0] {
                report.mutationCount += 1
                let isSeen = try probes.contains { probe in
                    guard probe.differentiable.contains(input) else { return false }
                    let inputs = try leaves(probe, [input])
                    return try Mutation.plant(Op.name, input: input, factor: factor) {
                        try !gradientReport(
                            { try probe($0) }, inputs: inputs, options: options.gradients
                        ).passed
                    }
                }
                if isSeen {
                    report.mutationsCaught += 1
                } else {
                    fail(
                        "mutation",
                        "the samples cannot see the gradient of input \(input): scaled "
                            + "by \(factor) it passes")
                }
            }
        }
    }

    /// The inputs, those that have gradients (or the given ones) as leaves.
    func leaves(_ probe: Probe<Op>, _ tracked: [Int]? = nil) throws -> [Tensor] {
        var leaves = probe.tensors
        for index in tracked ?? probe.differentiable { try leaves[index].requireGrad() }
        return leaves
    }
}
