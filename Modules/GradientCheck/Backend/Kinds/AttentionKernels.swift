public import Kernels

/// Rows of a block of scores, a few numbers apart, and how many of them are seen.
private struct AttentionShape {
    let rows, columns, width: Int
    let firstSeen: Int?
    let hasMask: Bool
    let scale: Double
    static let gap = 2

    static func all(_ data: KernelData) -> [AttentionShape] {
        data.shortLengths.flatMap { columns in
            [(nil, false, 0.5), (0, false, 0.3), (2, true, 0.3), (nil, true, -0.4)].map {
                AttentionShape(
                    rows: 3, columns: columns, width: 5, firstSeen: $0, hasMask: $1, scale: $2)
            }
        }
    }

    var label: String {
        "\(rows)×\(columns), first \(firstSeen.map { "\($0)" } ?? "all"), mask \(hasMask), "
            + "scale \(scale)"
    }

    func padded(_ data: KernelData, _ values: [Double], columns: Int) -> [Double] {
        data.padded(values, columns: columns, stride: columns + Self.gap)
    }

    func scores(_ data: KernelData, seed: Int, special: Double? = nil) -> [Double] {
        var values = data.random(rows * columns, in: -4...4, seed: seed)
        if let special { values[0] = special }
        return padded(data, values, columns: columns)
    }

    /// What is added, with a key that no query sees.
    func mask(_ data: KernelData) -> [Double] {
        var values = data.random(rows * columns, in: -1...1, seed: 3)
        for row in 0..<rows { values[row * columns] = -.infinity }
        return padded(data, values, columns: columns)
    }

    func rows(_ pointer: UnsafeMutableRawPointer, columns: Int) -> MatrixRows {
        MatrixRows(pointer, stride: columns + Self.gap)
    }
}

/// An array whose errors are measured against 1, or against its own numbers where they are larger.
private func changed(_ values: [Double]) -> KernelArgument {
    .inOut(values, scale: values.map { max(1, $0.isFinite ? $0.magnitude : 1) })
}

private let attentionBound = KernelBound(
    ulps: 64, reason: "exponentials of sums of a few terms up to 4, and sums of 33 of them")

extension AttentionLoop: CheckableKernel {
    public static var kind: String { "attention" }
    public static var bound: KernelBound { attentionBound }

    public static func calls(_ data: KernelData) -> [KernelCall<AttentionLoop>] {
        AttentionShape.all(data).flatMap { shape in
            [nil, Double.nan, .infinity].map { special in
                KernelCall(
                    "\(shape.label), special \(special.map { "\($0)" } ?? "none")",
                    [
                        changed(shape.scores(data, seed: 1, special: special)),
                        .input(shape.mask(data)), changed([-.infinity, 0.5, -3]),
                        changed([0, 1.5, 2]),
                        changed(
                            shape.padded(
                                data, data.random(15, in: -1...1, seed: 5), columns: shape.width)),
                    ]
                ) { loop, p in
                    loop.run(
                        AttentionCall(
                            rows: shape.rows, columns: shape.columns,
                            scores: shape.rows(p[0], columns: shape.columns),
                            mask: shape.hasMask ? shape.rows(p[1], columns: shape.columns) : nil,
                            scale: shape.scale, firstSeen: shape.firstSeen, largest: p[2],
                            sums: p[3], output: shape.rows(p[4], columns: shape.width),
                            width: shape.width))
                }
            }
        }
    }
}

extension AttentionGradientLoop: CheckableKernel {
    public static var kind: String { "gradient of attention" }
    public static var bound: KernelBound { attentionBound }

    public static func calls(_ data: KernelData) -> [KernelCall<AttentionGradientLoop>] {
        AttentionShape.all(data).flatMap { shape in
            [false, true].map { drops in
                KernelCall(
                    "\(shape.label), dropout \(drops)",
                    [
                        changed(shape.scores(data, seed: 1)), changed(shape.scores(data, seed: 2)),
                        .input(shape.mask(data)), .input(shape.scores(data, seed: 4)),
                        .input([2, 3, .infinity]), .input([0.3, 0.05, 0]),
                        .input(data.random(3, in: -1...1, seed: 5)),
                    ]
                ) { loop, p in
                    func rows(_ index: Int) -> MatrixRows {
                        shape.rows(p[index], columns: shape.columns)
                    }
                    loop.run(
                        AttentionGradientCall(
                            rows: shape.rows, columns: shape.columns, scores: rows(0),
                            slopes: rows(1), mask: shape.hasMask ? rows(2) : nil,
                            factors: drops ? rows(3) : nil, scale: shape.scale,
                            firstSeen: shape.firstSeen, largest: p[4], inverseSums: p[5],
                            products: p[6]))
                }
            }
        }
    }
}
