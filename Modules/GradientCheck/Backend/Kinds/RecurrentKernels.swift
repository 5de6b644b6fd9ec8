public import Kernels

/// Rows of a batch, an odd and a whole number of vectors, with a gap between rows.
private struct RecurrentShape {
    let rows: Int
    let hidden: Int
    let gap: Int
    let gates: Int

    static func all(_ data: KernelData) -> [RecurrentShape] {
        let cell = RecurrentCell(rawValue: data.forwardName)
        return data.shortLengths.flatMap { hidden in
            [(1, 0), (3, 2)].map { rows, gap in
                RecurrentShape(rows: rows, hidden: hidden, gap: gap, gates: cell?.gateCount ?? 1)
            }
        }
    }

    var label: String { "\(rows) rows of \(hidden), gap \(gap)" }

    func stride(_ count: Int) -> Int { count * hidden + gap }

    /// Rows of `count` times the state's numbers, NaN between them.
    func padded(_ data: KernelData, _ values: [Double], _ count: Int) -> [Double] {
        data.padded(values, columns: count * hidden, stride: stride(count))
    }

    func random(_ data: KernelData, _ count: Int, seed: Int) -> [Double] {
        padded(data, data.random(rows * count * hidden, in: -2...2, seed: seed), count)
    }

    /// What the kernel writes, which before are numbers that it must not look at.
    func written(_ data: KernelData, _ count: Int) -> KernelArgument {
        inOut(padded(data, [Double](repeating: .nan, count: rows * count * hidden), count))
    }

    /// Errors are measured against 1, the size of what the functions give, or what the sums are of.
    func inOut(_ values: [Double]) -> KernelArgument {
        .inOut(values, scale: values.map { max(1, $0.isFinite ? $0.magnitude : 1) })
    }

    func rows(_ pointer: UnsafeMutableRawPointer, _ count: Int) -> MatrixRows {
        MatrixRows(pointer, stride: stride(count))
    }
}

private let recurrentBound = KernelBound(
    ulps: 32, reason: "a few functions of at most 3 ulp, and products of what they give")

extension RecurrentStep: CheckableKernel {
    public static var kind: String { "recurrent step" }
    public static var bound: KernelBound { recurrentBound }

    public static func calls(_ data: KernelData) -> [KernelCall<RecurrentStep>] {
        RecurrentShape.all(data).flatMap { shape in
            ["random", "NaN last", "∞ first"].map { special in
                var gates = data.random(shape.rows * shape.gates * shape.hidden, in: -4...4)
                if special == "NaN last" { gates[gates.count - 1] = .nan }
                if special == "∞ first" { gates[0] = .infinity }
                let (count, hidden) = (shape.gates, shape.hidden)
                return KernelCall(
                    "\(shape.label), \(special)",
                    [
                        shape.inOut(shape.padded(data, gates, count)),
                        .input(shape.random(data, count, seed: 1)),
                        .input(shape.random(data, 1, seed: 2)),
                        shape.written(data, 1), shape.written(data, 1), shape.written(data, 1),
                    ]
                ) { loop, p in
                    var call = RecurrentStepCall(
                        rows: shape.rows, hidden: hidden, gates: shape.rows(p[0], count),
                        recurrent: shape.rows(p[1], count), previous: shape.rows(p[2], 1),
                        more: shape.rows(p[3], 1), output: shape.rows(p[4], 1))
                    if special != "random" {
                        call.state = shape.rows(p[5], 1)
                        (call.soon, call.soonCount) = (call.recurrent, count * hidden)
                    }
                    loop.run(call)
                }
            }
        }
    }
}

extension RecurrentGradient: CheckableKernel {
    public static var kind: String { "gradient of recurrent step" }
    public static var bound: KernelBound { recurrentBound }

    public static func calls(_ data: KernelData) -> [KernelCall<RecurrentGradient>] {
        RecurrentShape.all(data).flatMap { shape in
            [true, false].map { hasUpstream in
                let (count, hidden) = (shape.gates, shape.hidden)
                let gates = data.random(shape.rows * count * hidden, in: -0.9...0.9)
                return KernelCall(
                    "\(shape.label), upstream \(hasUpstream)",
                    [
                        .input(shape.padded(data, gates, count)),
                        .input(shape.random(data, 1, seed: 1)),
                        .input(shape.random(data, 1, seed: 2)),
                        .input(shape.random(data, 1, seed: 3)),
                        shape.inOut(shape.random(data, 1, seed: 4)),
                        shape.inOut(shape.random(data, 1, seed: 5)),
                        shape.written(data, count), shape.written(data, count),
                    ]
                ) { loop, p in
                    loop.run(
                        RecurrentGradientCall(
                            rows: shape.rows, hidden: hidden, gates: shape.rows(p[0], count),
                            previous: shape.rows(p[1], 1), more: shape.rows(p[2], 1),
                            upstream: hasUpstream ? shape.rows(p[3], 1) : nil,
                            state: shape.rows(p[4], 1), cell: shape.rows(p[5], 1),
                            gateGradient: shape.rows(p[6], count),
                            recurrentGradient: shape.rows(p[7], count)))
                }
            }
        }
    }
}
