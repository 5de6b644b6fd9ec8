import Foundation
import Kernels
import TestSupport
import Testing

/// Rows of logits with labels, some of them ignored, and a target's options.
struct LabelledRows<T: Element & BinaryFloatingPoint> {
    let (rows, classes): (Int, Int)
    let logits: Guarded<T>
    let labels: Guarded<Int64>
    let weights: Guarded<T>
    let isWeighted: Bool
    let smoothing: Double

    init(_ rows: Int, _ classes: Int, isWeighted: Bool, smoothing: Double) {
        var random = SplitMix(state: 1)
        (self.rows, self.classes) = (rows, classes)
        (self.isWeighted, self.smoothing) = (isWeighted, smoothing)
        logits = Guarded([rows, classes], in: -8...8, &random)
        weights = Guarded([classes], in: 0.5...2, &random)
        labels = Guarded(
            (0..<rows).map { row in
                row % 5 == 3 ? -100 : Int64.random(in: 0..<Int64(classes), using: &random)
            })
    }

    var target: CrossEntropyTarget {
        CrossEntropyTarget(
            labels: labels.view, weights: isWeighted ? weights.view : nil, classes: classes,
            ignoreIndex: -100, smoothing: smoothing)
    }

    /// t[c] = (1 − ε) w[label] [c = label] + ε/classes w[c]; zeros where a row is ignored.
    func distribution(_ row: Int) -> [Double] {
        let label = Int(labels.pointer[row])
        guard label != -100 else { return [Double](repeating: 0, count: classes) }
        return (0..<classes).map { c in
            let w = isWeighted ? weights.pointer[c].double : 1
            return (c == label ? (1 - smoothing) * w : 0) + smoothing / Double(classes) * w
        }
    }

    func logSoftmax(_ row: Int) -> [Double] {
        let x = (0..<classes).map { logits.pointer[row * classes + $0].double }
        let largest = x.max() ?? 0
        let sum = x.reduce(0) { $0 + exp($1 - largest) }
        return x.map { $0 - largest - log(sum) }
    }

    /// Logarithms of 16 + ln(classes) in size err by as many ulp, and sums over the classes by a few
    /// times √classes.
    var tolerance: Double {
        let ulp = T.dtype == .float32 ? Double(Float.ulpOfOne) : Double.ulpOfOne
        return 32 * max(1, Double(classes).squareRoot()) * ulp
    }
}

struct CrossEntropyLoopTests {
    private func check<T: Element & BinaryFloatingPoint>(
        _: T.Type, _ sizes: (Int, Int), isWeighted: Bool, smoothing: Double, _ table: String
    ) throws {
        let each = LabelledRows<T>(
            sizes.0, sizes.1, isWeighted: isWeighted, smoothing: smoothing)
        let losses = Guarded<T>(shape: [sizes.0])
        try CrossEntropyLoop.kernel.loop(T.dtype)(losses.view, each.logits.view, each.target)
        let expected = (0..<sizes.0).map { row in
            -zip(each.distribution(row), each.logSoftmax(row)).reduce(0) { $0 + $1.0 * $1.1 }
        }
        #expect(
            worstError(losses.values, expected) < each.tolerance,
            "\(table) \(T.self) \(sizes) \(isWeighted) \(smoothing)")
        #expect(losses.isIntact)
    }

    @Test(arguments: [(0, 3), (1, 1), (7, 3), (40, 10), (3, 1000), (5000, 10), (2, 5000)])
    func agreesWithALoop(rows: Int, classes: Int) throws {
        try onEveryTable { table in
            for isWeighted in [false, true] {
                for smoothing in [0, 0.1, 1] {
                    try check(
                        Float.self, (rows, classes), isWeighted: isWeighted,
                        smoothing: smoothing, table)
                    try check(
                        Double.self, (rows, classes), isWeighted: isWeighted,
                        smoothing: smoothing, table)
                }
            }
        }
    }

    /// PyTorch 2.13: large logits are exact, a target at −∞ gives ∞, also with smoothing.
    @Test func hazards() throws {
        func loss(_ x: [Double], label: Int64, smoothing: Double = 0) throws -> Double {
            let out = Guarded<Double>(shape: [1])
            let target = CrossEntropyTarget(
                labels: Guarded([label]).view, weights: nil, classes: x.count, ignoreIndex: -100,
                smoothing: smoothing)
            try CrossEntropyLoop.kernel.loop(.float64)(
                out.view, Guarded(x, [1, x.count]).view, target)
            return out.elements[0]
        }
        try onEveryTable { table throws in
            #expect(try loss([100, -100], label: 1) == 200, "\(table): seed defect 4")
            #expect(try loss([1e5, 0], label: 1) == 1e5, "\(table)")
            #expect(try loss([0, -.infinity], label: 1) == .infinity, "\(table)")
            #expect(try loss([0, -.infinity], label: 0) == 0, "\(table)")
            #expect(try loss([0, -.infinity], label: 0, smoothing: 0.1) == .infinity, "\(table)")
            #expect(try loss([.nan, 0], label: -100) == 0, "\(table): ignored")
        }
    }

    /// A scoped table holds for its thread alone, so the softmax inside must not be looked up on
    /// the threads that work on the rows.
    @Test func portableRowsAreTheSameOnEveryThread() throws {
        let each = LabelledRows<Float>(20_000, 10, isWeighted: false, smoothing: 0)
        let (whole, alone) = (Guarded<Float>(shape: [20_000]), Guarded<Float>(shape: [20_000]))
        try KernelTable.withTable(KernelTable()) {
            let loop = try #require(CrossEntropyLoop.kernel(.float32))
            for _ in 0..<20 {
                loop(whole.view, each.logits.view, each.target)
                loop.run(
                    alone.view.pointer, UnsafeRawPointer(each.logits.view.pointer), each.target,
                    20_000)
                try #require(whole.elements == alone.elements)
            }
        }
    }
}
