import Kernels

extension Subject {
    /// Compares vᵀ J u, for each input, with the slope of vᵀ f along u.
    func projectedReport(order: Int) throws -> GradientReport {
        var report = GradientReport(order: order, dtype: options.dtype)
        report.kinksFail = options.kinks == .fail
        let leaves = try leaves()
        let outputs = try outputs(leaves)
        let upstreams = try upstreams(for: outputs)
        let gradients = try gradients(outputs, leaves, upstreams)
        let line = try ProjectedLine(self, outputs, upstreams)
        for (block, index) in tracked.enumerated() {
            if let gradient = gradients[block],
                gradient.shape != inputs[index].shape || gradient.dtype != inputs[index].dtype
            {
                report.problems.append(
                    "\(names[index]): expected a gradient \(inputs[index].dtype) "
                        + "\(inputs[index].shape); got \(gradient.dtype) \(gradient.shape)")
                continue
            }
            try compare(index, gradients[block], line, &report)
        }
        report.problems += try repetitionProblems()
        if report.mismatchCount == 0 { report.problems += try projectedLinearityProblems() }
        report.problems += try unusedOutputProblems()
        return report
    }

    private func compare(
        _ index: Int, _ gradient: Tensor?, _ line: ProjectedLine, _ report: inout GradientReport
    ) throws {
        guard inputs[index].count > 0 else { return }
        let slope = try line.slope(of: index)
        if let kink = slope.kink {
            report.kinks.append(kink)
            return
        }
        let slopes = gradient?.toArray(as: Double.self) ?? []
        let terms = zip(slopes, slope.direction).map { $0 * $1 }
        let analytic = terms.reduce(0, +)
        // Terms may cancel: the truncation errors of each stay.
        let size = terms.reduce(0) { $0 + $1 * $1 }.squareRoot()
        let larger = max(slope.numeric.magnitude, analytic.magnitude, size)
        let absolute = (slope.numeric - analytic).magnitude
        let relative = absolute == 0 ? 0 : absolute / larger
        let allowed = options.absolute * line.scale + options.relative * larger
        report.inputCount += 1
        var sensitivity = Sensitivity()
        sensitivity.add(slope.numeric, analytic, options, line.scale)
        if !sensitivity.seesAll { report.insensitiveInputs.append(names[index]) }
        report.entryCount += 1
        report.worstRelativeError = max(
            report.worstRelativeError, relative.isNaN ? .infinity : relative)
        // Written so that NaN is wrong.
        if absolute <= allowed { return }
        report.mismatchCount += 1
        report.worst.append(
            GradientReport.Entry(
                input: names[index], inputElement: nil, output: nil, outputElement: nil,
                numeric: slope.numeric, analytic: analytic, absolute: absolute, relative: relative))
        if slope.numeric != 0, (analytic / slope.numeric - 1).magnitude > 1e-4 {
            report.diagnoses.append(
                "\(names[index]): analytic is \((analytic / slope.numeric).short(5)) times numeric "
                    + "along one direction")
        }
    }

    /// What a mixed upstream gradient gives is the sum of what its parts give.
    private func projectedLinearityProblems() throws -> [String] {
        let leaves = try leaves()
        let outputs = try outputs(leaves)
        let parts = [try upstreams(for: outputs, seed: 5), try upstreams(for: outputs, seed: 11)]
        let mixed = try zip(parts[0], parts[1]).map { try $0 - $1 * 2 }
        let found = try gradients(outputs, leaves, mixed)
        let (first, second) = (
            try gradients(outputs, leaves, parts[0]), try gradients(outputs, leaves, parts[1])
        )
        let tolerance = options.ulp.squareRoot()
        for block in tracked.indices {
            guard let a = first[block], let b = second[block], let sum = found[block] else {
                continue
            }
            let allowed =
                tolerance * (a.magnitude + 2 * b.magnitude) + options.cancellation
            let numbers = [a, b, sum].map { $0.toArray(as: Double.self) }
            for element in numbers[0].indices {
                let expected = numbers[0][element] - 2 * numbers[1][element]
                guard expected.isFinite,
                    !((numbers[2][element] - expected).magnitude <= allowed)
                else { continue }
                return [
                    "\(names[tracked[block]]), element \(element): not linear in the upstream "
                        + "gradient; expected \(expected), got \(numbers[2][element])"
                ]
            }
        }
        return []
    }
}
