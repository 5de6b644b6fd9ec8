import Kernels

extension Subject {
    /// Compares gradients with difference quotients, in the mode of the options.
    func report(order: Int = 1) throws -> GradientReport {
        guard options.mode == .projected else { return try fullReport(order: order) }
        let report = try projectedReport(order: order)
        let elements = tracked.reduce(0) { $0 + inputs[$1].count }
        // That a gradient of a gradient is 0 everywhere is ordinary.
        let isFlat = order == 1 && !report.insensitiveInputs.isEmpty
        guard !report.passed || isFlat, elements <= Self.fewElements else { return report }
        // Element by element a failure says where it is and what it has in common; and what one
        // direction does not see, some element may.
        let full = try fullReport(order: order)
        return full.passed && !report.passed ? report : full
    }

    /// Input elements that are worth a full comparison to say what is wrong.
    private static let fewElements = 512

    private func fullReport(order: Int) throws -> GradientReport {
        var report = GradientReport(order: order, dtype: options.dtype)
        report.kinksFail = options.kinks == .fail
        let analytic = try analyticJacobian(problems: &report.problems)
        let quotients = try DifferenceQuotients(self)
        report.kinks = quotients.kinks
        try compare(analytic, quotients, &report)
        if report.mismatchCount > 0 {
            report.diagnoses = try diagnoses(analytic, quotients)
        }
        report.problems += try repetitionProblems()
        // A rule that is wrong gives the clearer message by its differences.
        if report.mismatchCount == 0 { report.problems += try linearityProblems(analytic) }
        report.problems += try unusedOutputProblems()
        return report
    }

    private func compare(
        _ analytic: Jacobian, _ quotients: DifferenceQuotients, _ report: inout GradientReport
    ) throws {
        let shapes = try outputs(inputs).map(\.count)
        let floor = quotients.jacobian.magnitude / 100
        var wrong: [(entry: GradientReport.Entry, excess: Double)] = []
        var sensitivity = tracked.map { _ in Sensitivity() }
        for (block, rows) in quotients.jacobian.blocks.enumerated() {
            for (element, row) in rows.enumerated() {
                for (column, numeric) in row.enumerated() {
                    guard !quotients.isKink[block][element][column] else { continue }
                    let given = analytic.blocks[block][element][column]
                    let larger = max(numeric.magnitude, given.magnitude)
                    let absolute = (numeric - given).magnitude
                    let relative = absolute == 0 ? 0 : absolute / max(larger, floor)
                    let allowed = options.absolute * quotients.scale + options.relative * larger
                    sensitivity[block].add(numeric, given, options, quotients.scale)
                    report.entryCount += 1
                    report.worstRelativeError = max(
                        report.worstRelativeError, relative.isNaN ? .infinity : relative)
                    // Written so that NaN is wrong.
                    if absolute <= allowed { continue }
                    report.mismatchCount += 1
                    let (output, outputElement) = Self.place(column, shapes)
                    let entry = GradientReport.Entry(
                        input: names[tracked[block]], inputElement: element, output: output,
                        outputElement: outputElement, numeric: numeric, analytic: given,
                        absolute: absolute, relative: relative)
                    wrong.append((entry, absolute.isNaN ? .infinity : absolute / allowed))
                }
            }
        }
        wrong.sort { $0.excess > $1.excess }
        report.worst = wrong.prefix(options.listed).map(\.entry)
        report.inputCount = tracked.count
        report.insensitiveInputs = zip(tracked, sensitivity)
            .filter { !$1.seesAll }.map { names[$0.0] }
    }

    /// The output that a column belongs to, and the element in it.
    private static func place(_ column: Int, _ counts: [Int]) -> (output: Int, element: Int) {
        var element = column
        for (output, count) in counts.enumerated() {
            if element < count { return (output, element) }
            element -= count
        }
        return (counts.count, element)
    }

    /// Two calls, and two backward passes, must give the same bits.
    func repetitionProblems() throws -> [String] {
        var runs: [(outputs: [Tensor], gradients: [Tensor?])] = []
        for _ in 0..<2 {
            let leaves = try leaves()
            let outputs = try outputs(leaves)
            let upstreams = try upstreams(for: outputs)
            runs.append((outputs, try gradients(outputs, leaves, upstreams)))
        }
        guard try zip(runs[0].outputs, runs[1].outputs).allSatisfy({ try $0.hasBits(of: $1) })
        else { return ["two calls with the same inputs give different results"] }
        for (index, pair) in zip(runs[0].gradients, runs[1].gradients).enumerated() {
            guard try Tensor.haveSameBits(pair.0, pair.1) else {
                return ["\(names[tracked[index]]): two backward passes give different gradients"]
            }
        }
        return []
    }

    /// Where only some outputs are used, the others' upstream gradients are undefined, which must
    /// come to the same as zeros.
    func unusedOutputProblems() throws -> [String] {
        let leaves = try leaves()
        let outputs = try outputs(leaves)
        guard outputs.filter(\.requiresGrad).count > 1 else { return [] }
        let upstreams = try upstreams(for: outputs, seed: 7)
        for (index, output) in outputs.enumerated() where output.requiresGrad {
            let zeros = try zip(outputs.indices, upstreams).map {
                $0 == index ? $1 : try Tensor.zeros($1.shape, dtype: $1.dtype)
            }
            let alone = try gradients([output], leaves, [upstreams[index]])
            let together = try gradients(outputs, leaves, zeros)
            for (block, pair) in zip(alone, together).enumerated() {
                let shape = inputs[tracked[block]].shape
                let none = try Tensor.zeros(shape, dtype: options.dtype)
                // 4096 ulp: a rule may compute in another order when nothing came back.
                let difference = (pair.0 ?? none).difference(from: pair.1 ?? none, ulps: 4096)
                guard let difference else { continue }
                return [
                    "\(names[tracked[block]]): with output \(index) alone in use, an undefined "
                        + "upstream gradient and one of zeros give \(difference)"
                ]
            }
        }
        return []
    }

    /// Gradients must be linear in the upstream gradient: what a mixed one gives is the sum of what
    /// its elements give.
    private func linearityProblems(_ analytic: Jacobian) throws -> [String] {
        let leaves = try leaves()
        let outputs = try outputs(leaves)
        let upstreams = try upstreams(for: outputs, seed: 5)
        let expected = analytic.product(upstreams.flatMap { $0.toArray(as: Double.self) })
        let gradients = try gradients(outputs, leaves, upstreams)
        // Half of the digits: a rule that is not linear errs by the size of the upstream gradient,
        // while one that is loses digits where terms cancel inside it.
        let tolerance = options.ulp.squareRoot()
        for (block, gradient) in gradients.enumerated() {
            guard let gradient, gradient.count == expected[block].count else { continue }
            for (element, value) in gradient.toArray(as: Double.self).enumerated() {
                let sum = expected[block][element]
                let allowed = tolerance * sum.magnitude + options.cancellation
                guard sum.value.isFinite, !((value - sum.value).magnitude <= allowed) else {
                    continue
                }
                return [
                    "\(names[tracked[block]]), element \(element): not linear in the upstream "
                        + "gradient; expected \(sum.value), got \(value)"
                ]
            }
        }
        return []
    }
}
