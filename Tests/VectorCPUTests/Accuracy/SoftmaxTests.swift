import Foundation
import Kernels
import Testing
import VectorCPU

/// Plugins/CVectorCPU/softmax.inc: 3 ULP, and half the distance from the row's maximum more where
/// x − max x is rounded.
struct SoftmaxTests {
    private let rows = 200

    @Test(arguments: levels, [1, 3, 10, 16, 17, 33, 200])
    func softmax(level: VectorCPU.Level, columns: Int) throws {
        let x = arguments(-5...5, rows * columns).prefix(rows * columns).map { Float($0) }
        var y = [Float](repeating: .nan, count: x.count)
        try kernel("softmax", .float32, level, as: RowMap.self).run(&y, x, rows, columns)
        var worst = 0.0
        for row in 0..<rows {
            let range = row * columns..<(row + 1) * columns
            let most = Double(x[range].max() ?? 0)
            let terms = x[range].map { exp(Double($0) - most) }
            let sum = terms.reduce(0, +)
            for (index, term) in zip(range, terms) {
                let right = term / sum
                let error = (Double(y[index]) - right).magnitude / Double(Float(right).ulp)
                worst = max(worst, error - (most - Double(x[index])) / 2)
            }
        }
        #expect(worst <= 3)
    }

    @Test(arguments: levels, [1, 3, 10, 16, 17, 33, 200])
    func logSoftmax(level: VectorCPU.Level, columns: Int) throws {
        let x = arguments(-5...5, rows * columns).prefix(rows * columns).map { Float($0) }
        var y = [Float](repeating: .nan, count: x.count)
        try kernel("logSoftmax", .float32, level, as: RowMap.self).run(&y, x, rows, columns)
        var worst = 0.0
        for row in 0..<rows {
            let range = row * columns..<(row + 1) * columns
            let most = Double(x[range].max() ?? 0)
            let logarithm = log(x[range].reduce(0) { $0 + exp(Double($1) - most) })
            for index in range {
                let right = Double(x[index]) - most - logarithm
                worst = max(worst, (Double(y[index]) - right).magnitude)
            }
        }
        // Two differences of numbers up to 15.
        #expect(worst <= Double(Float(15).ulp))
    }
}
