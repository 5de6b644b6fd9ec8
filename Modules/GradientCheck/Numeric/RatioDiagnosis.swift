import Kernels

extension Subject {
    /// What the differences of each input have in common.
    func diagnoses(
        _ analytic: Jacobian, _ quotients: DifferenceQuotients
    ) throws -> [String] {
        let outputs = try outputs(inputs)
        return tracked.indices.compactMap { block in
            let input = tracked[block]
            var pairs: [(numeric: Double, analytic: Double)] = []
            for (element, row) in quotients.jacobian.blocks[block].enumerated() {
                for (column, numeric) in row.enumerated()
                where !quotients.isKink[block][element][column] {
                    pairs.append((numeric, analytic.blocks[block][element][column]))
                }
            }
            guard let ratio = Self.constantRatio(pairs), (ratio - 1).magnitude > 1e-4 else {
                return nil
            }
            if ratio == 0 {
                return "\(names[input]): analytic is 0 everywhere: no gradient arrives"
            }
            let reason = Self.reasons(ratio, inputs[input].shape, outputs.map(\.shape))
            return "\(names[input]): analytic is \(ratio.short(5)) times numeric everywhere"
                + (reason.isEmpty ? "" : ": " + reason.joined(separator: ", or "))
        }
    }

    /// The factor between both values, when it is the same wherever it can be told.
    private static func constantRatio(_ pairs: [(numeric: Double, analytic: Double)]) -> Double? {
        let largest = pairs.reduce(0) { max($0, $1.numeric.magnitude) }
        guard largest > 0, largest.isFinite else { return nil }
        let ratios = pairs.filter { $0.numeric.magnitude > largest / 100 }
            .map { $0.analytic / $0.numeric }
        guard let least = ratios.min(), let most = ratios.max() else { return nil }
        guard most - least <= 1e-3 * max(least.magnitude, most.magnitude) else { return nil }
        return (least + most) / 2
    }

    /// What a wrong factor may come from.
    private static func reasons(_ ratio: Double, _ input: Shape, _ outputs: [Shape]) -> [String] {
        var candidates: [(value: Double, text: String)] = [(-1, "the sign is wrong")]
        func add(_ value: Int, _ text: String) {
            guard value > 1 else { return }
            candidates.append((Double(value), text))
            candidates.append((1 / Double(value), "one by " + text))
        }
        for (axis, size) in input.enumerated() { add(size, "the size of axis \(axis)") }
        if input.count != 1 { add(input.elementCount, "the number of elements") }
        for (index, shape) in outputs.enumerated() where shape != input {
            for (axis, size) in shape.enumerated() {
                add(size, "the size of axis \(axis) of output \(index)")
            }
        }
        add(2, "a factor of 2")
        return candidates.filter { ($0.value - ratio).magnitude <= 1e-4 * ratio.magnitude }
            .map(\.text)
    }
}
