import Kernels

extension OperationCheck {
    /// Which inputs are tracked changes no bit, and neither does writing to an input afterwards.
    mutating func checkTracking(_ probe: Probe<Op>, _ place: String) throws {
        let all = probe.differentiable
        let full = try probe.outcome(tracked: all)
        for subset in Self.subsets(of: all) {
            let part = try probe.outcome(tracked: subset)
            for (output, pair) in zip(part.outputs, full.outputs).enumerated()
            where try !pair.0.hasBits(of: pair.1) {
                fail(place, "output \(output) changes when only inputs \(subset) are tracked")
            }
            for (position, gradient) in part.gradients.enumerated() {
                let expected =
                    all.firstIndex(of: subset[position]).map { full.gradients[$0] } ?? nil
                if try !Tensor.haveSameBits(gradient, expected) {
                    fail(
                        place,
                        "the gradient of input \(subset[position]) changes when only inputs "
                            + "\(subset) are tracked")
                }
            }
        }
        try checkLaterWrites(probe, full, place)
    }

    private mutating func checkLaterWrites(
        _ probe: Probe<Op>, _ expected: Outcome, _ place: String
    ) throws {
        var leaves = try leaves(probe)
        let targets = probe.differentiable.map { leaves[$0] }
        let outputs = try probe(leaves)
        let roots = outputs.filter(\.requiresGrad)
        guard !roots.isEmpty else { return }
        try noGrad {
            for index in probe.differentiable { try leaves[index] += 1.5 }
        }
        let gradients = try grad(
            of: roots, wrt: targets, gradients: Subject.upstreams(for: roots), allowUnused: true)
        for (position, gradient) in gradients.enumerated()
        where try !Tensor.haveSameBits(gradient?.detach(), expected.gradients[position]) {
            fail(
                place,
                "the gradient of input \(probe.differentiable[position]) changes when the "
                    + "input is written to after the call")
        }
    }

    /// All subsets but the empty and the full one; for more than three inputs, single ones.
    private static func subsets(of indices: [Int]) -> [[Int]] {
        if indices.count > 3 { return indices.map { [$0] } }
        return (1..<max(1, (1 << indices.count) - 1)).map { mask in
            indices.indices.filter { mask >> $0 & 1 == 1 }.map { indices[$0] }
        }
    }

    /// A freed graph throws; one that is retained gives the same bits again.
    mutating func checkRepetition(_ probe: Probe<Op>, _ place: String) throws {
        let inputs = try leaves(probe)
        let targets = probe.differentiable.map { inputs[$0] }
        let roots = try probe(inputs).filter(\.requiresGrad)
        guard !roots.isEmpty else {
            return fail(place, "the gradient is a rule, but no result is tracked")
        }
        let upstreams = try Subject.upstreams(for: roots)
        func run(retain: Bool) throws -> [Tensor?] {
            try grad(
                of: roots, wrt: targets, gradients: upstreams, retainGraph: retain,
                allowUnused: true)
        }
        let (first, second) = (try run(retain: true), try run(retain: false))
        for (index, pair) in zip(first, second).enumerated()
        where try !Tensor.haveSameBits(pair.0, pair.1) {
            fail(
                place,
                "the gradient of input \(probe.differentiable[index]) changes in a second "
                    + "backward pass")
        }
        do {
            _ = try run(retain: false)
            fail(place, "a backward pass through a freed graph does not throw")
        } catch let error as TensorError where error.kind == .gradient {}
    }

    /// The layout of inputs and upstream gradients does not matter.
    mutating func checkLayouts(_ probe: Probe<Op>, _ place: String) throws {
        let tracked = try trackedForOutcome(probe)
        let plain = try probe.outcome(tracked: tracked)
        for layout in Layout.allCases {
            let laidOut = try probe.tensors.map { try layout($0) ?? $0 }
            let found = try probe.with(laidOut).outcome(tracked: tracked, upstreamLayout: layout)
            compare(found, plain, tracked, ulps: 4, "\(place), \(layout.rawValue)")
        }
        // Repeated along the first axis, against the same elements copied.
        let repeated = try probe.tensors.map { tensor in
            guard tensor.rank > 0, tensor.shape[0] > 0, tensor.dtype.isFloatingPoint else {
                return tensor
            }
            return try tensor.narrow(dim: 0, start: 0, length: 1).expand(tensor.shape)
        }
        let copied = try repeated.map { try $0.clone() }
        let found = try outcomeUnlessRefused(probe.with(repeated), tracked)
        let expected = try outcomeUnlessRefused(probe.with(copied), tracked)
        if let found, let expected {
            compare(found, expected, tracked, ulps: 4, "\(place), expanded")
        } else if found != nil || expected != nil {
            fail(place, "expanded and copied rows: only one of them is refused")
        }
    }

    /// The outcome, nil when the operation refuses the values: rows that repeat make a matrix
    /// singular.
    private func outcomeUnlessRefused(_ probe: Probe<Op>, _ tracked: [Int]) throws -> Outcome? {
        do { return try probe.outcome(tracked: tracked) } catch let error as TensorError
            where error.kind == .value
        { return nil }
    }

    /// `float32` gives what `float64` gives, rounded.
    mutating func checkPrecision(_ probe: Probe<Op>, _ place: String) throws {
        let tracked = try trackedForOutcome(probe)
        let single = try probe.converted(to: .float32)
        // Rounded first, so that both get the same numbers.
        let reference = try single.converted(to: .float64).outcome(tracked: tracked)
        var found = try single.outcome(tracked: tracked)
        // What does not follow the inputs' type is left to the inference check.
        let follows = zip(found.outputs, reference.outputs).allSatisfy {
            $0.dtype == .float32 && $1.dtype == .float64 || $0.dtype == $1.dtype
        }
        guard follows else { return }
        found.outputs = try zip(found.outputs, reference.outputs).map { try $0.to(dtype: $1.dtype) }
        found.gradients = try found.gradients.map { try $0?.to(dtype: .float64) }
        compare(
            found, reference, tracked, ulps: 128 * Double(Float.ulpOfOne) / Double.ulpOfOne,
            "\(place), float32 against float64")
    }

    /// What `outcome` may track: nothing where a tracked input throws.
    func trackedForOutcome(_ probe: Probe<Op>) throws -> [Int] {
        if case .rule = Op.gradient { return probe.differentiable }
        return []
    }

    /// Reports where two outcomes differ.
    mutating func compare(
        _ found: Outcome, _ expected: Outcome, _ tracked: [Int], ulps: Double, terms: Int = 1,
        termSize: Double = 0, _ place: String
    ) {
        for (index, pair) in zip(found.outputs, expected.outputs).enumerated() {
            let difference = pair.0.difference(
                from: pair.1, ulps: ulps, terms: terms, termSize: termSize)
            if let difference { fail(place, "output \(index): \(difference)") }
        }
        for (index, pair) in zip(found.gradients, expected.gradients).enumerated() {
            let name = "gradient of input \(tracked[index])"
            guard let a = pair.0, let b = pair.1 else {
                if (pair.0 == nil) != (pair.1 == nil) { fail(place, "\(name): absent in one") }
                continue
            }
            if let difference = a.difference(from: b, ulps: ulps, terms: terms, termSize: termSize)
            {
                fail(place, "\(name): \(difference)")
            }
        }
    }
}
