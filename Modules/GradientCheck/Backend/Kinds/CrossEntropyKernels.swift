public import Kernels

/// Logits with their labels and what else a target has.
private struct Target {
    let label: String
    let logits: [Double]
    let labels: [Double]
    let weights: [Double]?
    let smoothing: Double
    let rows, classes: Int
    /// The size that a row's loss is measured against.
    let size: Double

    static let ignored = -100

    static func all(_ data: KernelData) -> [Target] {
        data.lengths.filter { $0 > 0 }.flatMap { classes in
            let rows = classes > 500 ? 2 : 5
            let random = data.random(rows * classes)
            let logits: [KernelData.Set] = [
                ("random", random), ("far from 0", random.map { $0 + 1e4 }),
                ("NaN last", data.replacing(random, at: random.count - 1, with: .nan)),
                ("−∞ first", data.replacing(random, at: 0, with: -.infinity)),
            ]
            return logits.flatMap { set in
                [(false, 0), (true, 0), (true, 0.25), (false, 0.25)].map {
                    Target(data, set, rows, classes, weighted: $0.0, smoothing: $0.1)
                }
            }
        }
    }

    init(
        _ data: KernelData, _ set: KernelData.Set, _ rows: Int, _ classes: Int, weighted: Bool,
        smoothing: Double
    ) {
        label =
            "\(rows) rows of \(classes) classes, \(set.label), weighted \(weighted), "
            + "smoothing \(smoothing)"
        logits = set.values
        labels = (0..<rows).map { Double($0 == 1 ? Self.ignored : $0 * 7 % classes) }
        weights = weighted ? data.random(classes, in: 0.5...2, seed: 1) : nil
        self.smoothing = smoothing
        (self.rows, self.classes) = (rows, classes)
        // A loss is a difference of logits, which lie within 16 of each other and perhaps far from
        // 0, times a weight; smoothing adds up one for each class and divides by their number.
        size = 2 * ((set.label == "far from 0" ? 1e4 : 0) + 32)
    }

    /// The arguments that say what the target is.
    var arguments: [KernelArgument] {
        [.input(labels, .int64)] + (weights.map { [.input($0)] } ?? [])
    }

    /// The target in the call's memory, from the argument `first` on.
    func target(_ arrays: KernelArrays, _ first: Int) -> CrossEntropyTarget {
        CrossEntropyTarget(
            labels: ArrayView(pointer: arrays[first], shape: [rows], dtype: .int64),
            weights: weights == nil ? nil : arrays.view(first + 1, [classes]), classes: classes,
            ignoreIndex: Self.ignored, smoothing: smoothing)
    }
}

extension CrossEntropyLoop: CheckableKernel {
    public static var kind: String { "cross-entropy" }
    public static var bound: KernelBound {
        KernelBound(
            ulps: 16,
            reason: "a logarithm of a sum of exponentials, measured against the size of the logits")
    }

    public static func calls(_ data: KernelData) -> [KernelCall<CrossEntropyLoop>] {
        Target.all(data).map { target in
            var bound = bound
            bound.ulps += Double(target.classes).squareRoot()
            return KernelCall(
                target.label,
                [
                    .output(
                        target.rows, scale: [Double](repeating: target.size, count: target.rows)),
                    .input(target.logits),
                ] + target.arguments, bound: bound
            ) { loop, p in loop.run(p[0], p[1], target.target(p, 2), target.rows) }
        }
    }
}

extension CrossEntropyGradientLoop: CheckableKernel {
    public static var kind: String { "gradient of cross-entropy" }
    public static var bound: KernelBound {
        KernelBound(
            ulps: 16,
            reason: "softmax, whose exponents are rounded, minus the target; measured against the "
                + "upstream gradient times a weight")
    }

    public static func calls(_ data: KernelData) -> [KernelCall<CrossEntropyGradientLoop>] {
        Target.all(data).flatMap { target in [0, 1].map { call(data, target, step: $0) } }
    }

    private static func call(
        _ data: KernelData, _ target: Target, step: Int
    ) -> KernelCall<CrossEntropyGradientLoop> {
        let upstream = data.random(step == 0 ? 1 : target.rows, in: -2...2, seed: 2)
        let factor = 0.5
        // Weights and upstream gradients are at most 2; exponents differ by at most 16.
        let scale = [Double](repeating: 4, count: target.logits.count)
        var bound = bound
        bound.ulps += Double(target.classes).squareRoot()
        return KernelCall(
            "\(target.label), \(step == 0 ? "one upstream gradient" : "one a row")",
            [.output(target.logits.count, scale: scale), .input(upstream), .input(target.logits)]
                + target.arguments, bound: bound
        ) { loop, p in
            loop.run(p[0], p[1], step, factor, p[2], target.target(p, 3), target.rows)
        }
    }
}
