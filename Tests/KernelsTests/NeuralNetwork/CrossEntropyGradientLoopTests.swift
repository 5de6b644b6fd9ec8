import Foundation
import Kernels
import TestSupport
import Testing

struct CrossEntropyGradientLoopTests {
    private func check<T: Element & BinaryFloatingPoint>(
        _: T.Type, _ sizes: (Int, Int), isWeighted: Bool, smoothing: Double, perRow: Bool,
        _ table: String
    ) throws {
        let each = LabelledRows<T>(
            sizes.0, sizes.1, isWeighted: isWeighted, smoothing: smoothing)
        let upstream = Guarded<T>(
            perRow ? (0..<sizes.0).map { T(0.5 + Double($0 % 3)) } : [T(2)],
            perRow ? [sizes.0] : [])
        let dx = Guarded<T>(shape: [sizes.0, sizes.1])
        try CrossEntropyGradientLoop.kernel.loop(T.dtype)(
            dx.view, upstream: upstream.view, factor: 0.25, each.logits.view, each.target,
            rows: sizes.0)
        let expected = (0..<sizes.0).flatMap { row -> [Double] in
            let t = each.distribution(row)
            let total = t.reduce(0, +)
            let g = (perRow ? upstream.pointer[row].double : 2) * 0.25
            return zip(each.logSoftmax(row), t).map { g * (exp($0) * total - $1) }
        }
        // A factor of at most 0.625 and weights of at most 2 do not make errors larger.
        #expect(
            worstError(dx.values, expected) < 2 * each.tolerance,
            "\(table) \(T.self) \(sizes) \(isWeighted) \(smoothing) \(perRow)")
        #expect(dx.isIntact)
    }

    @Test(arguments: [(0, 3), (1, 1), (7, 3), (40, 10), (3, 1000), (5000, 10), (2, 5000)])
    func agreesWithTheFormula(rows: Int, classes: Int) throws {
        try onEveryTable { table in
            for isWeighted in [false, true] {
                for smoothing in [0, 0.1] {
                    for perRow in [false, true] {
                        try check(
                            Float.self, (rows, classes), isWeighted: isWeighted,
                            smoothing: smoothing, perRow: perRow, table)
                        try check(
                            Double.self, (rows, classes), isWeighted: isWeighted,
                            smoothing: smoothing, perRow: perRow, table)
                    }
                }
            }
        }
    }

    /// Ignored rows get exactly 0, whatever their logits and upstream gradients are.
    @Test func ignoredRowsGetNothing() throws {
        try onEveryTable { table in
            let dx = Guarded<Float>(shape: [2, 2])
            let target = CrossEntropyTarget(
                labels: Guarded([1, -100] as [Int64]).view, weights: nil, classes: 2,
                ignoreIndex: -100, smoothing: 0)
            try CrossEntropyGradientLoop.kernel.loop(.float32)(
                dx.view, upstream: Guarded([1, .infinity] as [Float]).view, factor: 1,
                Guarded([0, 0, .nan, .infinity] as [Float], [2, 2]).view, target, rows: 2)
            #expect(dx.elements == [0.5, -0.5, 0, 0], "\(table)")
        }
    }

    /// As for the loss: the softmax inside must not depend on the thread.
    @Test func portableRowsAreTheSameOnEveryThread() throws {
        let each = LabelledRows<Float>(20_000, 10, isWeighted: false, smoothing: 0)
        let (whole, alone) = (
            Guarded<Float>(shape: [20_000, 10]), Guarded<Float>(shape: [20_000, 10])
        )
        let one = Guarded([1] as [Float], [])
        try KernelTable.withTable(KernelTable()) {
            let loop = try #require(CrossEntropyGradientLoop.kernel(.float32))
            for _ in 0..<20 {
                loop(
                    whole.view, upstream: one.view, factor: 1, each.logits.view, each.target,
                    rows: 20_000)
                loop.run(
                    alone.view.pointer, UnsafeRawPointer(one.view.pointer), 0, 1,
                    UnsafeRawPointer(each.logits.view.pointer), each.target, 20_000)
                try #require(whole.elements == alone.elements)
            }
        }
    }
}
