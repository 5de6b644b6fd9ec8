import Kernels
import TestSupport
import Testing

/// Rows and columns: one of either, around the lanes' width, pieces of 4096, and many rows.
let rowSizes: [(rows: Int, columns: Int)] = [
    (1, 1), (3, 1), (2, 5), (4, 8), (3, 17), (2, 5000), (3000, 6), (0, 4),
]

struct LayerNormLoopTests {
    private enum Options: CaseIterable { case none, weight, both }

    private func check<T: Element & BinaryFloatingPoint>(
        _: T.Type, _ rows: Int, _ columns: Int, _ options: Options, _ table: String
    ) throws {
        var random = SplitMix(state: 1)
        let x = Guarded<T>([rows, columns], in: 9...11, &random)
        let weight = Guarded<T>([columns], in: 0.5...2, &random)
        let bias = Guarded<T>([columns], in: -1...1, &random)
        let (y, mean, inverse) = (
            Guarded<T>(shape: [rows, columns]), Guarded<T>(shape: [rows]), Guarded<T>(shape: [rows])
        )
        try LayerNormLoop.kernel.loop(T.dtype)(
            y.view, mean: mean.view, inverse: inverse.view, x.view,
            weight: options == .none ? nil : weight.view,
            bias: options == .both ? bias.view : nil, eps: 0.1)
        #expect(y.isIntact && mean.isIntact && inverse.isIntact)
        var (values, means, inverses) = ([Double](), [Double](), [Double]())
        for row in 0..<rows {
            let line = (0..<columns).map { x.pointer[row * columns + $0].double }
            let n = Double(columns)
            let m = line.reduce(0, +) / n
            let r = 1 / (line.reduce(0) { $0 + ($1 - m) * ($1 - m) } / n + 0.1).squareRoot()
            means.append(m)
            inverses.append(r)
            values += line.enumerated().map { i, x in
                (x - m) * r * (options == .none ? 1 : weight.pointer[i].double)
                    + (options == .both ? bias.pointer[i].double : 0)
            }
        }
        // The mean of numbers near 10 is rounded to their ulp, 8 times that of 1; weight and inverse
        // deviation multiply that by up to 6.
        let ulp = T.dtype == .float32 ? Double(Float.ulpOfOne) : Double.ulpOfOne
        let place = "\(table) \(T.self) \(rows)×\(columns) \(options)"
        #expect(worstError(mean.values, means) < 4 * ulp, "\(place)")
        #expect(worstError(inverse.values, inverses) < 100 * ulp, "\(place)")
        #expect(worstError(y.values, values) < 200 * ulp, "\(place)")
    }

    @Test(arguments: rowSizes.indices)
    func agreesWithALoop(index: Int) throws {
        let (rows, columns) = rowSizes[index]
        try onEveryTable { table in
            for options in Options.allCases {
                try check(Float.self, rows, columns, options, table)
                try check(Double.self, rows, columns, options, table)
            }
        }
    }

    /// PyTorch 2.13 at the edges: equal elements give 0, with ε = 0 NaN; 1e20 overflows to 0.
    @Test func hazards() throws {
        func normalized(_ x: [Float], eps: Double) throws -> [Float] {
            let (y, mean, inverse) = (
                Guarded<Float>(shape: [x.count]), Guarded<Float>(shape: [1]),
                Guarded<Float>(shape: [1])
            )
            try LayerNormLoop.kernel.loop(.float32)(
                y.view, mean: mean.view, inverse: inverse.view,
                Guarded(x, [1, x.count]).view, weight: nil, bias: nil, eps: eps)
            return y.elements
        }
        try onEveryTable { table throws in
            #expect(try normalized([0.1, 0.1, 0.1], eps: 1e-5) == [0, 0, 0], "\(table)")
            #expect(try normalized([3, 3], eps: 0).allSatisfy { $0.isNaN }, "\(table)")
            #expect(try normalized([1, .nan], eps: 1e-5).allSatisfy { $0.isNaN }, "\(table)")
            #expect(try normalized([1e20, -1e20], eps: 1e-5) == [0, 0], "\(table)")
        }
    }
}
