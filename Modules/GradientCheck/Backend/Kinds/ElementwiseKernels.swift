public import Kernels

/// The bound of kernels that map each element by itself.
private let elementwiseBound = KernelBound(
    ulps: 4, inputUlps: 4,
    reason: "a few ulp are what vector code without tables reaches (the worst here is 3.3); where "
        + "the function is steep, the roundings of arguments inside it, in the portable loop too, "
        + "are worth as much as places of the input")

/// Options that any function can read: a range, whose ends are among the special numbers, or a slope.
private let parameters: SIMD4<Double> = [-0.5, 1, 0.25, 2]

extension UnaryLoop: CheckableKernel {
    public static var kind: String { "map" }
    public static var bound: KernelBound { elementwiseBound }

    public static func calls(_ data: KernelData) -> [KernelCall<UnaryLoop>] {
        data.lengths.flatMap { count in
            data.sets(count).map { set in
                KernelCall(
                    "\(count) elements, \(set.label)",
                    [.output(count), .input(set.values, isNudged: true)], aliases: [(0, 1)]
                ) { loop, p in loop.run(p[0], p[1], count, parameters) }
            }
        }
    }
}

extension BinaryLoop: CheckableKernel {
    public static var kind: String { "map of two" }
    public static var bound: KernelBound { elementwiseBound }

    public static func calls(_ data: KernelData) -> [KernelCall<BinaryLoop>] {
        let result: DType? = isComparison(data) ? .bool : nil
        return data.lengths.flatMap { count in
            let sets = data.sets(count)
            return sets.indices.flatMap { index in
                // The other array is of another set, so that special numbers meet ordinary ones and
                // each other.
                let second = data.sets(count)[(index + 1) % sets.count]
                let label = "\(count) elements, \(sets[index].label) and \(second.label)"
                return [0, 1, 2].map { mode in
                    call(label, mode, count, sets[index].values, second.values, result)
                }
            }
        }
    }

    private static func call(
        _ label: String, _ mode: Int, _ count: Int, _ a: [Double], _ b: [Double], _ result: DType?
    ) -> KernelCall<BinaryLoop> {
        let (a, b) = (mode == 1 ? Array(a.prefix(1)) : a, mode == 2 ? Array(b.prefix(1)) : b)
        let whole = [1, 2].filter { $0 != mode }
        return KernelCall(
            label + ["", ", a scalar first", ", a scalar second"][mode],
            [
                .output(count, result), .input(a, isNudged: mode != 1),
                .input(b, isNudged: mode != 2),
            ], aliases: result == nil ? whole.map { (0, $0) } : []
        ) { loop, p in loop.run(p[0], p[1], p[2], count, mode) }
    }

    /// Whether results are `bool`: what the portable loop writes for one element tells.
    private static func isComparison(_ data: KernelData) -> Bool {
        guard data.dtype.byteCount > 1, let loop = data.portable(data.name, as: BinaryLoop.self)
        else { return false }
        let unwritten: UInt64 = 0x5555_5555_5555_5555
        var (result, a, b) = (unwritten, 0 as UInt64, 0 as UInt64)
        loop.run(&result, &a, &b, 1, 0)
        // One byte of eight was written, if anything.
        return withUnsafeBytes(of: &result) { $0.dropFirst().allSatisfy { $0 == 0x55 } }
    }
}

extension GradientLoop: CheckableKernel {
    public static var kind: String { "gradient of a map" }
    public static var bound: KernelBound {
        KernelBound(
            ulps: 16, inputUlps: 8,
            reason: "derivatives are made of several functions of the bound of maps (those of the "
                + "GELUs come to 3e-15 in float64); near their zeros terms cancel, as they do when "
                + "the input moves by its last place")
    }

    public static func calls(_ data: KernelData) -> [KernelCall<GradientLoop>] {
        let (needsX, needsY) = needs(data)
        let forward = data.portable(data.forwardName, as: UnaryLoop.self)
        return data.lengths.flatMap { count in
            let sets = data.sets(count)
            return sets.map { set -> KernelCall<GradientLoop> in
                let upstream = data.random(count, in: -2...2, seed: 1)
                let y = outputs(of: forward, at: set.values, data.dtype)
                // What an operation does not save must not be used: it is NaN.
                let unused = [Double](repeating: .nan, count: count)
                // Φ + x φ crosses 0 as a difference of terms near 1: errors count beside those.
                let scale = data.name.hasPrefix("gelu") ? upstream.map(\.magnitude) : []
                return KernelCall(
                    "\(count) elements, \(set.label)",
                    [
                        .output(count, scale: scale), .input(upstream),
                        .input(needsX ? set.values : unused, isNudged: needsX),
                        .input(needsY ? y : unused, isNudged: needsY),
                    ], aliases: [(0, 1)],
                    bound: data.name != "geluTanh.gradient"
                        ? nil
                        : KernelBound(
                            ulps: 128, inputUlps: 8,
                            reason: "a rounded argument, times the argument, in the sigmoid")
                ) { loop, p in loop.run(p[0], p[1], p[2], p[3], count, parameters) }
            }
        }
    }

    /// Whether the rule reads the input, and whether the output: the portable loop's result changes
    /// with what it reads.
    private static func needs(_ data: KernelData) -> (x: Bool, y: Bool) {
        guard let loop = data.portable(data.name, as: GradientLoop.self) else {
            return (true, true)
        }
        func result(_ x: Double, _ y: Double) -> UInt64 {
            let call = KernelCall<GradientLoop>(
                "", [.output(1), .input([0.5]), .input([x]), .input([y])]
            ) { $0.run($1[0], $1[1], $1[2], $1[3], 1, parameters) }
            return call.outcome(of: loop, data.dtype, roundedTo: data.dtype).numbers[0][0]
                .bitPattern
        }
        let probes = [-3, 0.25, 5, .nan]
        return (
            Set(probes.map { result($0, 0.25) }).count > 1,
            Set(probes.map { result(0.25, $0) }).count > 1
        )
    }

    private static func outputs(
        of forward: UnaryLoop?, at x: [Double], _ dtype: DType
    ) -> [Double] {
        guard let forward else { return x }
        let count = x.count
        let call = KernelCall<UnaryLoop>("", [.output(count), .input(x)]) {
            $0.run($1[0], $1[1], count, parameters)
        }
        return call.outcome(of: forward, dtype, roundedTo: dtype).numbers[0]
    }
}
