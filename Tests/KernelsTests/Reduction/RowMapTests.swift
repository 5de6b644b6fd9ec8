import Foundation
import Kernels
import TestSupport
import Testing

struct RowMapTests {
    private static let sizes = [
        (0, 4), (1, 1), (3, 1), (2, 5), (4, 8), (5, 17), (3, 100), (2, 1000), (3000, 7),
    ]

    private func softmax(_ x: [Double]) -> [Double] {
        let largest = x.max() ?? 0
        let powers = x.map { exp($0 - largest) }
        let sum = powers.reduce(0, +)
        return powers.map { $0 / sum }
    }

    private func rows(_ x: [Double], _ columns: Int, _ map: ([Double]) -> [Double]) -> [Double] {
        stride(from: 0, to: x.count, by: columns).flatMap { map(Array(x[$0..<$0 + columns])) }
    }

    private func check<T: Element>(_: T.Type, _ table: String) throws {
        var random = SplitMix(state: 1)
        // Each step errs by an ulp or a few, and sums of so many positive terms by √columns.
        let ulp = T.dtype == .float32 ? Double(Float.ulpOfOne) : Double.ulpOfOne
        for (count, columns) in Self.sizes {
            let tolerance = (16 + 2 * Double(columns).squareRoot()) * ulp
            let x = Guarded<T>([count, columns], in: -8...8, &random)
            let g = Guarded<T>([count, columns], in: -1...1, &random)
            let (y, dx) = (
                Guarded<T>(shape: [count, columns]), Guarded<T>(shape: [count, columns])
            )
            let place = "\(table) \(T.self) \(count)×\(columns)"

            try Softmax.softmax.loop(T.dtype)(y.view, x.view, rows: count, columns: columns)
            let probabilities = rows(x.values, columns, softmax)
            #expect(worstError(y.values, probabilities) < tolerance, "\(place)")
            try Softmax.softmaxGradient.loop(T.dtype)(
                dx.view, g.view, y.view, rows: count, columns: columns)
            var expected = zip(g.values, y.values).map(*)
            expected = (0..<count).flatMap { row -> [Double] in
                let range = row * columns..<(row + 1) * columns
                let dot = expected[range].reduce(0, +)
                return range.map { y.values(at: $0) * (g.values(at: $0) - dot) }
            }
            #expect(worstError(dx.values, expected) < tolerance, "\(place) gradient")

            try Softmax.logSoftmax.loop(T.dtype)(y.view, x.view, rows: count, columns: columns)
            // Logarithms of up to 16 + ln 1000 are 23 in size.
            #expect(worstError(y.values, probabilities.map { log($0) }) < 4 * tolerance, "\(place)")
            try Softmax.logSoftmaxGradient.loop(T.dtype)(
                dx.view, g.view, y.view, rows: count, columns: columns)
            expected = (0..<count).flatMap { row -> [Double] in
                let range = row * columns..<(row + 1) * columns
                let sum = range.reduce(0.0) { $0 + g.values(at: $1) }
                return range.map { g.values(at: $0) - exp(y.values(at: $0)) * sum }
            }
            // exp of a logarithm of size 23 errs by 23 ulp, times a sum of up to √columns.
            #expect(
                worstError(dx.values, expected)
                    < 32 * max(1, Double(columns).squareRoot()) * ulp, "\(place) log gradient")
            #expect(y.isIntact && dx.isIntact)
        }
    }

    @Test func softmaxAndItsGradientsAgreeWithLoops() throws {
        try onEveryTable { table in
            try check(Float.self, table)
            try check(Double.self, table)
        }
    }

    private func mapped(_ kernel: Kernel<RowMap>, _ x: [Double]) throws -> [[Double]] {
        var results: [[Double]] = []
        try onEveryTable { _ in
            let (single, double) = (
                Guarded<Float>(shape: [x.count]), Guarded<Double>(shape: [x.count])
            )
            try kernel.loop(.float32)(
                single.view, Guarded(x.map { Float($0) }).view, rows: 1, columns: x.count)
            try kernel.loop(.float64)(
                double.view, Guarded(x).view, rows: 1, columns: x.count)
            results += [single.values, double.values]
        }
        return results
    }

    @Test func hazards() throws {
        // PyTorch 2.13: each row of logits with softmax and log-softmax.
        let hazards: [(x: [Double], soft: [Double], log: [Double])] = [
            ([1000, 1000, -1000], [0.5, 0.5, 0], [-log(2), -log(2), -2000 - log(2)]),
            ([-infinity, -infinity], [nan, nan], [nan, nan]),
            ([infinity, 0], [nan, nan], [nan, nan]), ([nan, 0], [nan, nan], [nan, nan]),
            ([1e4, 0], [1, 0], [0, -1e4]), ([-infinity, 0], [0, 1], [-infinity, 0]),
            (
                [-1e9, -1e9, -1e9, -1e9], [0.25, 0.25, 0.25, 0.25],
                Array(repeating: -log(4), count: 4)
            ),
            ([7], [1], [0]),
        ]
        for row in hazards {
            for soft in try mapped(Softmax.softmax, row.x) {
                #expect(near(soft, row.soft, .float32, ulps: 1), "softmax \(row.x): \(soft)")
            }
            for log in try mapped(Softmax.logSoftmax, row.x) {
                #expect(near(log, row.log, .float32, ulps: 1), "logSoftmax \(row.x): \(log)")
            }
        }
    }

    @Test func mayWriteOverTheInput() throws {
        try onEveryTable { table in
            let x = Guarded([1, 2, 3, 4, 5, 6] as [Double], [2, 3])
            let y = Guarded<Double>(shape: [2, 3])
            let softmax = try #require(Softmax.softmax(.float64))
            softmax(y.view, x.view, rows: 2, columns: 3)
            softmax(x.view, x.view, rows: 2, columns: 3)
            #expect(x.elements == y.elements, "\(table)")
        }
    }

    @Test func loopsAreMadeOfRowFunctions() {
        let x = Guarded([1, 2, 3, 4] as [Float], [2, 2])
        let y = Guarded<Float>(shape: [2, 2])
        let reversed = RowMap.rows(Float.self) { out, x, count in
            for i in 0..<count { out[i] = x[count - 1 - i] }
        }
        reversed(y.view, x.view, rows: 2, columns: 2)
        #expect(y.elements == [2, 1, 4, 3])
        let product = RowGradient.rows(Float.self) { dx, g, y, count in
            for i in 0..<count { dx[i] = g[i] * y[i] }
        }
        product(y.view, x.view, x.view, rows: 2, columns: 2)
        #expect(y.elements == [1, 4, 9, 16])
    }
}

extension Guarded {
    fileprivate func values(at index: Int) -> Double { pointer[index].double }
}
