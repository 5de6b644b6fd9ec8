import Kernels

/// Difference quotients of a function around a point, with the points where it has none.
struct DifferenceQuotients {
    var jacobian: Jacobian
    /// Entries without a derivative, laid out as the Jacobian's.
    var isKink: [[[Bool]]]
    var kinks: [GradientReport.Kink] = []
    /// The largest finite value of the function at the point, at least 1.
    let scale: Double

    private let subject: Subject
    private let center: [Double]

    init(_ subject: Subject) throws {
        self.subject = subject
        center = try subject.outputs(subject.inputs).flatMap { $0.toArray(as: Double.self) }
        scale = center.reduce(1) { $1.isFinite ? max($0, $1.magnitude) : $0 }
        jacobian = Jacobian(blocks: [])
        isKink = []
        for index in subject.tracked {
            var input = subject.inputs[index].toArray(as: Double.self)
            var rows: [[Double]] = []
            var marks: [[Bool]] = []
            for element in input.indices {
                let (row, mark) = try derivative(index, element, &input)
                rows.append(row)
                marks.append(mark)
            }
            jacobian.blocks.append(rows)
            isKink.append(marks)
        }
    }

    /// The derivatives of all output elements by one input element.
    private mutating func derivative(
        _ index: Int, _ element: Int, _ input: inout [Double]
    ) throws -> (row: [Double], isKink: [Bool]) {
        let x = input[element]
        let step = subject.options.relativeStep * max(1, x.magnitude)
        let sides = try Sides(self, index, element, &input, step)
        var row = sides.central
        if subject.options.stencil == .fourPoint {
            let wide = try Sides(self, index, element, &input, 2 * step)
            var tables = zip(wide.central, row).map { Extrapolation($0, $1) }
            for halvings in 1...Extrapolation.mostHalvings
            where tables.contains(where: { !$0.isPrecise(subject.options, scale) }) {
                let near = try Sides(
                    self, index, element, &input, step / Double(1 << halvings))
                for output in tables.indices { tables[output].halve(near.central[output]) }
            }
            row = tables.map(\.value)
        }
        // At the edge of the domain a rule multiplies 0 by ∞ for the other outputs.
        let isEdge = sides.gaps.contains { !$0.isFinite }
        var marks = sides.gaps.map { _ in isEdge }
        try findKinks(index, element, &input, sides, &marks)
        let firstKink =
            isEdge ? sides.gaps.firstIndex { !$0.isFinite } : marks.firstIndex(of: true)
        if let worst = firstKink {
            kinks.append(
                GradientReport.Kink(
                    input: subject.names[index], inputElement: element, value: x,
                    left: sides.left[worst], right: sides.right[worst]))
        }
        return (row, marks)
    }

    /// Marks outputs whose slopes on both sides differ.
    ///
    /// Where a function is smooth the slopes differ by h f″, a quarter of it for a quarter of h. At
    /// a kink the gap stays as it is; with a kink nearby, it goes at once.
    private func findKinks(
        _ index: Int, _ element: Int, _ input: inout [Double], _ sides: Sides, _ marks: inout [Bool]
    ) throws {
        let threshold = 10 * subject.options.relativeStep
        let suspects = sides.gaps.indices.filter { output in
            let slope = max(scale, sides.left[output].magnitude, sides.right[output].magnitude)
            return !marks[output] && sides.gaps[output] > threshold * slope
        }
        guard !suspects.isEmpty else { return }
        let near = try Sides(self, index, element, &input, sides.step / 4)
        let nearest = try Sides(self, index, element, &input, sides.step / 16)
        for output in suspects {
            marks[output] =
                isBent(sides, near, output) || isBent(near, nearest, output)
        }
    }

    private func isBent(_ far: Sides, _ near: Sides, _ output: Int) -> Bool {
        Kinks.isBent(
            far.gaps[output], near.gaps[output],
            noise: 16 * subject.options.ulp * scale / near.step)
    }

    /// The function's slopes on both sides of a point.
    private struct Sides {
        let step: Double
        var left: [Double] = []
        var right: [Double] = []
        var central: [Double] = []
        var gaps: [Double] = []

        init(
            _ quotients: DifferenceQuotients, _ index: Int, _ element: Int,
            _ input: inout [Double], _ step: Double
        ) throws {
            self.step = step
            let x = input[element]
            let (above, high) = try quotients.values(index, element, &input, x + step)
            let (below, low) = try quotients.values(index, element, &input, x - step)
            for (output, center) in quotients.center.enumerated() {
                right.append((high[output] - center) / (above - x))
                left.append((center - low[output]) / (x - below))
                central.append((high[output] - low[output]) / (above - below))
                gaps.append((right[output] - left[output]).magnitude)
            }
        }
    }

    /// The outputs with one element moved, and where it came to lie after rounding.
    private func values(
        _ index: Int, _ element: Int, _ input: inout [Double], _ moved: Double
    ) throws -> (Double, [Double]) {
        let original = input[element]
        let rounded = subject.options.dtype == .float32 ? Double(Float(moved)) : moved
        input[element] = rounded
        defer { input[element] = original }
        var inputs = subject.inputs
        inputs[index] = try Tensor(input, shape: inputs[index].shape).to(dtype: inputs[index].dtype)
        let outputs = try subject.outputs(inputs)
        return (rounded, outputs.flatMap { $0.toArray(as: Double.self) })
    }
}
