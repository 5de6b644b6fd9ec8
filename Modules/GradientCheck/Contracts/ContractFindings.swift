/// Gathers what is wrong with a conformer, and what was covered.
package struct ContractFindings {
    package var report: ContractReport
    package private(set) var failures: [String] = []

    package init(kind: String, name: String) { report = ContractReport(kind: kind, name: name) }

    package mutating func fail(_ place: String, _ what: String) {
        failures.append("\(place): \(what)")
    }

    /// Runs a part of the check; what it throws is a failure.
    package mutating func attempt(_ place: String, _ body: (inout Self) throws -> Void) {
        do { try body(&self) } catch { fail(place, "threw \(error)") }
    }

    /// Fails unless `body` throws a `TensorError`; gives the error.
    @discardableResult
    package mutating func expectError(
        _ place: String, _ what: String, _ body: () throws -> Void
    ) -> TensorError? {
        do {
            try body()
            fail(place, "\(what) does not throw")
        } catch let error as TensorError {
            return error
        } catch {
            fail(place, "\(what) throws no TensorError, but \(error)")
        }
        return nil
    }

    /// The report of a conformer with which nothing is wrong.
    package func result() throws -> ContractReport {
        guard failures.isEmpty else {
            throw GradientCheckError("\(report.kind) \(report.name)", failures)
        }
        return report
    }

    /// Adds what a comparison with difference quotients found.
    ///
    /// - Parameter isMutated: Whether gradients that could be wrong unseen are failures.
    mutating func add(_ found: GradientReport, _ place: String, isMutated: Bool = true) {
        report.entryCount += found.entryCount
        if found.order == 1 {
            report.worstRelativeError = max(report.worstRelativeError, found.worstRelativeError)
        } else {
            report.worstSecondOrderError = max(
                report.worstSecondOrderError, found.worstRelativeError)
        }
        for failure in found.failures { fail(place, failure) }
        guard isMutated, found.passed else { return }
        report.mutationCount += 2 * found.inputCount
        report.mutationsCaught += 2 * (found.inputCount - found.insensitiveInputs.count)
        for input in found.insensitiveInputs {
            fail(
                place,
                "the sample cannot see the gradient of \(input): scaled by 1.01, or 0, it passes")
        }
    }
}

extension StateDictionary {
    /// The first name at which two dictionaries differ in any bit, nil when there is none.
    package func firstDifference(from other: StateDictionary) throws -> String? {
        for name in keys + other.keys where try !Tensor.haveSameBits(self[name], other[name]) {
            return name
        }
        return keys == other.keys ? nil : "order of names"
    }
}
