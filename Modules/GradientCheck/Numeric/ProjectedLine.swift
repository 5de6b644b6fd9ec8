import Kernels

/// The function vᵀ f along a direction through the point where it is checked.
struct ProjectedLine {
    /// What a derivative along the line was found to be.
    struct Slope {
        let numeric: Double
        /// How far each element moves for a step of 1.
        let direction: [Double]
        let kink: GradientReport.Kink?
    }

    private let subject: Subject
    private let weights: [Double]
    private let center: Double
    /// The size of what is added up at the point, at least 1.
    let scale: Double

    init(_ subject: Subject, _ outputs: [Tensor], _ upstreams: [Tensor]) throws {
        self.subject = subject
        weights = upstreams.flatMap { $0.toArray(as: Double.self) }
        let values = outputs.flatMap { $0.toArray(as: Double.self) }
        let terms = zip(values, weights).map { $0 * $1 }
        center = terms.reduce(0, +)
        // Rounding errors of the terms add up like the root of the sum of their squares.
        let squares = terms.reduce(0) { $1.isFinite ? $0 + $1 * $1 : $0 }
        scale = max(1, squares.squareRoot())
    }

    /// The derivative by one input along a direction in which every element moves.
    func slope(of index: Int) throws -> Slope {
        let x = subject.inputs[index].toArray(as: Double.self)
        // Every element moves by half of its own step at least, some up, some down.
        let direction = try Samples.values(
            [x.count], in: -1...1, seed: 13 + index + 101 * subject.options.seed
        ).toArray(as: Double.self).enumerated().map { element, number in
            (number < 0 ? number - 1 : number + 1) / 2 * max(1, x[element].magnitude)
        }
        let step = subject.options.relativeStep
        let near = try sides(index, x, direction, step)
        var numeric = near.central
        if subject.options.stencil == .fourPoint {
            var table = Extrapolation(try sides(index, x, direction, 2 * step).central, numeric)
            for halvings in 1...Extrapolation.mostHalvings
            where !table.isPrecise(subject.options, scale) {
                table.halve(
                    try sides(index, x, direction, step / Double(1 << halvings)).central)
            }
            numeric = table.value
        }
        return Slope(
            numeric: numeric, direction: direction,
            kink: try kink(index, x, direction, near, step))
    }

    /// A point without a derivative within the step: see `DifferenceQuotients.findKinks`, for one
    /// number.
    private func kink(
        _ index: Int, _ x: [Double], _ direction: [Double], _ sides: Sides, _ step: Double
    ) throws -> GradientReport.Kink? {
        let slope = max(scale, sides.left.magnitude, sides.right.magnitude)
        let isEdge = !sides.gap.isFinite
        guard isEdge || sides.gap > 10 * subject.options.relativeStep * slope else { return nil }
        let near = try self.sides(index, x, direction, step / 4)
        let nearest = try self.sides(index, x, direction, step / 16)
        let noise = 16 * subject.options.ulp * scale
        guard
            isEdge || Kinks.isBent(sides.gap, near.gap, noise: noise / (step / 4))
                || Kinks.isBent(near.gap, nearest.gap, noise: noise / (step / 16))
        else { return nil }
        return GradientReport.Kink(
            input: subject.names[index], inputElement: nil, value: nil, left: sides.left,
            right: sides.right)
    }

    private struct Sides {
        let left, right, central: Double
        var gap: Double { (right - left).magnitude }
    }

    private func sides(
        _ index: Int, _ x: [Double], _ direction: [Double], _ step: Double
    ) throws -> Sides {
        let (high, low) = (
            try value(index, x, direction, step), try value(index, x, direction, -step)
        )
        return Sides(
            left: (center - low) / step, right: (high - center) / step,
            central: (high - low) / (2 * step))
    }

    private func value(
        _ index: Int, _ x: [Double], _ direction: [Double], _ step: Double
    ) throws -> Double {
        var inputs = subject.inputs
        let moved = zip(x, direction).map { $0 + step * $1 }
        inputs[index] = try Tensor(moved, shape: inputs[index].shape).to(dtype: inputs[index].dtype)
        let values = try subject.outputs(inputs).flatMap { $0.toArray(as: Double.self) }
        return zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 }
    }
}
