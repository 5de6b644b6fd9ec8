import Foundation
import Kernels
import Testing
import VectorCPU

/// Plugins/CVectorCPU/reductions.inc, columns.inc and accumulate.inc: a relative error below 3e-7
/// (f32) and 1e-15 (f64) for sums of positive numbers of any length, and the same bits at every
/// level.
struct ReductionsTests {
    private let count = 300_001

    private var positive: [Double] { (0..<count).map { 1 + Double($0 * 7919 % 1000) / 1000 } }

    /// A sum with its rounding errors added up beside it (Neumaier 1974): right to the last place.
    private func exactSum(_ values: [Double]) -> Double {
        var (sum, rest) = (0.0, 0.0)
        for value in values {
            let total = sum + value
            rest +=
                sum.magnitude >= value.magnitude ? (sum - total) + value : (value - total) + sum
            sum = total
        }
        return sum + rest
    }

    @Test(arguments: levels)
    func longSumsAlongRows(level: VectorCPU.Level) throws {
        let x = positive
        var sum = 0.0
        try kernel("sum.rows", .float64, level, as: RowReduction.self).run(&sum, x, 1, count)
        #expect((sum / exactSum(x) - 1).magnitude <= 1e-15)
        let single = x.map { Float($0) }
        var singleSum: Float = 0
        try kernel("sum.rows", .float32, level, as: RowReduction.self)
            .run(&singleSum, single, 1, count)
        #expect((Double(singleSum) / exactSum(single.map { Double($0) }) - 1).magnitude <= 3e-7)
    }

    @Test(arguments: levels)
    func longSumsDownColumns(level: VectorCPU.Level) throws {
        let single = positive.map { Float($0) }
        let columns = 3
        let rows = count / columns
        var sums = [Float](repeating: 0, count: columns)
        try kernel("sum.columns", .float32, level, as: ColumnReduction.self)
            .run(&sums, single, rows, columns, columns)
        for column in 0..<columns {
            let exact = exactSum((0..<rows).map { Double(single[$0 * columns + column]) })
            #expect((Double(sums[column]) / exact - 1).magnitude <= 3e-7)
        }
    }

    /// 1e16 + 1 − 1e16 …: what cancels is kept beside the sum.
    @Test(arguments: levels)
    func largeTermsThatCancelLeaveTheSmallOnes(level: VectorCPU.Level) throws {
        let x = (0..<4096).map { index -> Double in
            index % 128 < 64 ? (index % 256 < 128 ? 1e12 : -1e12) : 1
        }
        var sum = 0.0
        try kernel("sum.rows", .float64, level, as: RowReduction.self).run(&sum, x, 1, x.count)
        #expect(sum == exactSum(x) && sum == 2048)
    }

    @Test func allLevelsGiveTheSameBits() throws {
        let x = (0..<5000).map { Float(sin(Double($0))) }
        #expect(
            try areTheSameBits { level in
                var (sum, sums) = (
                    [Float](repeating: 0, count: 5), [Float](repeating: 0, count: 50)
                )
                try kernel("sum.rows", .float32, level, as: RowReduction.self).run(&sum, x, 5, 1000)
                try kernel("sum.columns", .float32, level, as: ColumnReduction.self)
                    .run(&sums, x, 100, 50, 50)
                return bytes(sum) + bytes(sums)
            })
    }
}
