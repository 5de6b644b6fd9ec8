import Kernels
import TestSupport
import Testing

struct LayerNormGradientLoopTests {
    private func check<T: Element & BinaryFloatingPoint>(
        _: T.Type, _ rows: Int, _ columns: Int, wants: (Bool, Bool, Bool), isWeighted: Bool,
        _ table: String
    ) throws {
        var random = SplitMix(state: 1)
        let x = Guarded<T>([rows, columns], in: -2...2, &random)
        let g = Guarded<T>([rows, columns], in: -1...1, &random)
        let weight = Guarded<T>([columns], in: 0.5...2, &random)
        let mean = Guarded<T>([rows], in: -0.1...0.1, &random)
        let inverse = Guarded<T>([rows], in: 0.5...1, &random)
        let each = LayerNormGradientLoop.blockRows(rows: rows, columns: columns)
        let blocks = (rows + each - 1) / each
        let dx = Guarded<T>(shape: [rows, columns])
        let (dw, db) = (
            Guarded<T>(shape: [blocks, columns]), Guarded<T>(shape: [blocks, columns])
        )
        try LayerNormGradientLoop.kernel.loop(T.dtype)(
            dx: wants.0 ? dx.view : nil, weights: wants.1 ? dw.view : nil,
            biases: wants.2 ? db.view : nil, upstream: g.view, x.view, mean: mean.view,
            inverse: inverse.view, weight: isWeighted ? weight.view : nil)
        #expect(dx.isIntact && dw.isIntact && db.isIntact)
        var inputs: [Double] = []
        var (weights, biases) = (
            [Double](repeating: 0, count: columns), [Double](repeating: 0, count: columns)
        )
        for row in 0..<rows {
            let (m, r) = (mean.pointer[row].double, inverse.pointer[row].double)
            let unit = (0..<columns).map { (x.pointer[row * columns + $0].double - m) * r }
            let slope = (0..<columns).map { g.pointer[row * columns + $0].double }
            let h = (0..<columns).map { slope[$0] * (isWeighted ? weight.pointer[$0].double : 1) }
            let n = Double(columns)
            let sum = h.reduce(0, +)
            let product = zip(h, unit).reduce(0) { $0 + $1.0 * $1.1 }
            for i in 0..<columns {
                inputs.append(r * (h[i] - sum / n - unit[i] * product / n))
                weights[i] += slope[i] * unit[i]
                biases[i] += slope[i]
            }
        }
        let place = "\(table) \(T.self) \(rows)×\(columns)"
        let ulp = T.dtype == .float32 ? Double(Float.ulpOfOne) : Double.ulpOfOne
        if wants.0 { #expect(worstError(dx.values, inputs) < 64 * ulp, "\(place)") }
        // Sums down columns of rows of random sign, at most 2.1 each: of size √rows.
        let tolerance = 16 * ulp * max(1, Double(rows).squareRoot())
        func total(_ parts: [Double]) -> [Double] {
            (0..<columns).map { column in
                (0..<blocks).reduce(0) { $0 + parts[$1 * columns + column] }
            }
        }
        if wants.1, rows > 0 {
            #expect(worstError(total(dw.values), weights) < tolerance, "\(place)")
        }
        if wants.2, rows > 0 {
            #expect(worstError(total(db.values), biases) < tolerance, "\(place)")
        }
    }

    @Test(arguments: rowSizes.indices)
    func agreesWithTheFormulas(index: Int) throws {
        let (rows, columns) = rowSizes[index]
        try onEveryTable { table in
            for wants in [
                (true, true, true), (true, false, false), (false, true, false),
                (false, false, true),
            ] {
                for isWeighted in [true, false] {
                    try check(
                        Float.self, rows, columns, wants: wants, isWeighted: isWeighted, table)
                    try check(
                        Double.self, rows, columns, wants: wants, isWeighted: isWeighted, table)
                }
            }
        }
    }

    @Test func blocksAreBounded() {
        for (rows, columns) in [(1, 1), (100, 8192), (10_000, 1), (10_000_000, 768), (64, 100_000)]
        {
            let each = LayerNormGradientLoop.blockRows(rows: rows, columns: columns)
            #expect(each >= 1 && each <= 1024)
        }
        // 64 blocks of a tall matrix, up to the limit of 1024 rows each.
        #expect(LayerNormGradientLoop.blockRows(rows: 6400, columns: 1000) == 100)
    }
}
