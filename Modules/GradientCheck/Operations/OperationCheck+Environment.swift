import Kernels

extension OperationCheck {
    /// Threads change no bit, kernels of plugins change no more than rounding.
    mutating func checkEnvironment(_ probe: Probe<Op>, _ place: String) throws {
        try checkPortable(probe, place)
        // Threads share work only when there is much of it.
        guard let large = try resized(probe, elements: 70_001).first else { return }
        let place = "\(place), enlarged to \(large.tensors.map(\.shape))"
        let tracked = try trackedForOutcome(large)
        let one = try withThreads(1) { try large.outcome(tracked: tracked) }
        let two = try withThreads(2) { try large.outcome(tracked: tracked) }
        for (index, pair) in zip(one.outputs, two.outputs).enumerated()
        where try !pair.0.hasBits(of: pair.1) {
            fail(place, "output \(index) differs between 1 and 2 threads")
        }
        for (index, pair) in zip(one.gradients, two.gradients).enumerated()
        where try !Tensor.haveSameBits(pair.0, pair.1) {
            fail(place, "the gradient of input \(tracked[index]) differs between 1 and 2 threads")
        }
        try checkPortable(large, place)
    }

    /// The registered kernels against the portable ones.
    private mutating func checkPortable(_ probe: Probe<Op>, _ place: String) throws {
        for dtype in [DType.float64, .float32] {
            let probe = try probe.converted(to: dtype)
            let tracked = try trackedForOutcome(probe)
            let registered = try probe.outcome(tracked: tracked)
            let portable = try Runtime.withPortableKernels { try probe.outcome(tracked: tracked) }
            let tensors = probe.tensors + portable.outputs + portable.gradients.compactMap { $0 }
            let counts = tensors.map { max($0.count, 1) }
            // Sums have as many terms as the sizes of inputs and outputs differ.
            compare(
                registered, portable, tracked, ulps: dtype == .float64 ? 4096 : 64,
                terms: (counts.max() ?? 1) / (counts.min() ?? 1),
                termSize: tensors.filter(\.dtype.isFloatingPoint).map(\.magnitude).max() ?? 0,
                "\(place), \(dtype), registered against portable kernels")
        }
    }

    /// Inputs without elements give results without elements, and gradients of their shape.
    mutating func checkEmpty(_ probe: Probe<Op>, _ place: String) throws {
        for empty in try resized(probe, elements: 0).prefix(4) {
            let shapes = empty.tensors.map(\.shape)
            attempt("\(place), with sizes \(shapes)") { check in
                let tracked = try check.trackedForOutcome(empty)
                guard let outcome = try check.outcomeUnlessOutside(empty, tracked) else { return }
                let specs = outcome.outputs.map { TensorSpec($0.shape, $0.dtype) }
                if empty.inferred(empty.tensors) != specs {
                    check.fail(place, "with sizes \(shapes) the result is not as inferred")
                }
                for (index, gradient) in outcome.gradients.enumerated() {
                    guard let gradient, gradient.shape != shapes[tracked[index]] else { continue }
                    check.fail(
                        place,
                        "with sizes \(shapes) the gradient of input \(tracked[index]) is "
                            + "\(gradient.shape)")
                }
            }
        }
    }

    /// The outcome, nil when an index lies outside an axis that was emptied.
    private func outcomeUnlessOutside(_ probe: Probe<Op>, _ tracked: [Int]) throws -> Outcome? {
        do { return try probe.outcome(tracked: tracked) } catch let error as TensorError
            where error.kind == .index
        { return nil }
    }

    /// The sample with an axis of some inputs emptied, or repeated until about `elements` are
    /// there, wherever the operation accepts it.
    private func resized(_ probe: Probe<Op>, elements: Int) throws -> [Probe<Op>] {
        let rank = probe.tensors.map(\.rank).max() ?? 0
        let arity = probe.tensors.count
        var masks = Array(1..<(1 << min(arity, 3)))
        if arity > 3 { masks = [(1 << arity) - 1] }
        var found: [Probe<Op>] = []
        for axis in 0..<rank {
            for mask in masks.reversed() {
                let chosen = (0..<arity).filter { mask >> $0 & 1 == 1 }
                guard chosen.allSatisfy({ probe.tensors[$0].rank > axis }) else { continue }
                let largest = chosen.map { probe.tensors[$0].count }.max() ?? 1
                let factor = elements == 0 ? 0 : elements / max(largest, 1) | 1
                var tensors = probe.tensors
                for index in chosen { tensors[index] = try tensors[index].tiled(axis, factor) }
                guard let specs = probe.inferred(tensors),
                    specs.allSatisfy({ $0.shape.elementCount <= 4_000_000 })
                else { continue }
                found.append(probe.with(tensors))
            }
        }
        return found
    }
}

extension Tensor {
    /// This tensor so often along an axis.
    fileprivate func tiled(_ axis: Int, _ factor: Int) throws -> Tensor {
        var repeated = shape.inserting(factor, at: axis)
        var merged = shape
        merged[axis] *= factor
        if factor == 0 { return try narrow(dim: axis, start: 0, length: 0).clone() }
        repeated[axis] = factor
        return try unsqueeze(dim: axis).expand(repeated).reshape(merged).clone()
    }
}
