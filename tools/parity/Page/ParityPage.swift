import ReferenceSupport

/// Fixtures/PARITY.md: how far this library's numbers are from PyTorch's, and where it means to
/// differ.
package enum ParityPage {
    /// The page of a comparison.
    package static func text(_ comparison: Comparison) -> String {
        """
        # Parity with PyTorch 2.13

        Written by `swift run -c release parity`; do not edit. A test compares all of it again, and
        fails when a figure has become worse.

        Figures are the worst errors, in units in the last place (ULPs) of the type that is computed
        in, over all cases of the fixtures and on all kernels that the machine can run (portable,
        and VectorCPU for each instruction set). In float32 the reference is what PyTorch gives in
        float64 for the same inputs, so that a figure is our own error and 0.5 is perfect; in float64
        it is PyTorch's result, which has an error of its own. `–` means that there is nothing to
        compare. NaN, infinities, integers, shapes and element types are the same as PyTorch's.

        A unit is that of each element (e); where terms cancel, that of the largest element of its
        array (l), or of 1 where that is larger than the element (1): values / gradients /
        second-order gradients.

        ## Operations

        \(gradients(comparison, .operations))

        ## Losses

        \(gradients(comparison, .losses))

        ## Layers

        Three steps of training with SGD; the state is that of parameters and buffers after them.

        \(layers(comparison))

        ## Optimizers

        Parameters after each of 50 steps, at the size of 1 or more, against PyTorch in the same type;
        for the clipping of gradients, the gradients then.

        \(optimizers(comparison))

        ## Schedulers

        Learning rates at steps 0 to 200, at the largest rate.

        \(schedulers(comparison))

        ## Deliberate differences

        \(table(["what", "PyTorch", "here", "why"], Difference.all.map {
            [$0.name, $0.theirs, $0.ours, $0.reason]
        }))

        ## Hazards

        Where numbers are out of the ordinary, and where the results are held to PyTorch's.

        \(table(["hazard", "held by"], Hazard.all.map {
            [$0.text, $0.proofs.map(\.description).joined(separator: "; ")]
        }))

        """
    }

    private static func gradients(_ comparison: Comparison, _ folder: Fixtures.Folder) -> String {
        let quantities: [Quantity] = [.value, .gradient, .second]
        return table(
            ["", "cases", "refused", "unit"] + columns(["value", "gradient", "second"]),
            rows(comparison, folder).map { row in
                let units = quantities.map { row.file?[$0].letter ?? "" }
                return [
                    row.name, "\(row.findings.cases)", "\(row.findings.refusals)",
                    units.joined(separator: "/"),
                ] + figures(row.findings, quantities)
            })
    }

    private static func layers(_ comparison: Comparison) -> String {
        table(
            ["", "cases"] + columns(["value", "gradient", "state"]),
            rows(comparison, .layers).map { row in
                [row.name, "\(row.findings.cases)"]
                    + figures(row.findings, [.value, .gradient, .state])
            })
    }

    private static func optimizers(_ comparison: Comparison) -> String {
        table(
            ["", "cases", "float32", "float64"],
            rows(comparison, .optimizers).map { row in
                let quantity: Quantity = row.file?.measures.isEmpty == false ? .value : .state
                return [row.name, "\(row.findings.cases)"] + figures(row.findings, [quantity])
            })
    }

    private static func schedulers(_ comparison: Comparison) -> String {
        table(
            ["", "cases", "float64"],
            rows(comparison, .schedulers).map { row in
                [
                    row.name, "\(row.findings.cases)",
                    Figure.text(row.findings[.float64, .value]),
                ]
            })
    }

    private static func rows(
        _ comparison: Comparison, _ folder: Fixtures.Folder
    ) -> [Comparison.Row] { comparison.rows[folder] ?? [] }

    private static func columns(_ names: [String]) -> [String] {
        ["float32", "float64"].flatMap { dtype in names.map { "\(dtype) \($0)" } }
    }

    private static func figures(_ findings: Findings, _ quantities: [Quantity]) -> [String] {
        [.float32, .float64].flatMap { dtype in
            quantities.map { Figure.text(findings[dtype, $0]) }
        }
    }

    /// A table in Markdown.
    private static func table(_ head: [String], _ rows: [[String]]) -> String {
        let rule = head.map { _ in "---" }
        return ([head, rule] + rows)
            .map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
    }
}

extension Measure {
    /// As the page abbreviates it.
    fileprivate var letter: String {
        switch self {
        case .element: "e"
        case .largest: "l"
        case .one: "1"
        }
    }
}
