import Kernels
import TestSupport
import Testing

struct ScanTests {
    /// Every axis of some shapes, with the places of each line.
    private static let cases: [(Shape, Int)] =
        ([[5], [3, 4], [2, 5, 3], [1, 1], [4, 0, 2], []] as [Shape]).flatMap { shape in
            (0..<max(shape.count, 1)).map { (shape, $0) }
        }

    private func lines(_ shape: Shape, _ axis: Int) -> [[Int]] {
        guard shape.count > 0 else { return [[0]] }
        let split = Index.Split(shape, axis: axis)
        return (0..<split.outer * split.inner).map { line in
            let start = line / split.inner * split.length * split.inner + line % split.inner
            return (0..<split.length).map { start + $0 * split.inner }
        }
    }

    /// What a scan gives against a loop over each line.
    private func check<T: Element, R: Element>(
        _ shape: Shape, _ axis: Int, _: T.Type, _: R.Type,
        _ scan: (ArrayView, ArrayView) -> Void, _ expected: ([Double]) -> [Double]
    ) {
        var random = SplitMix(state: 3)
        let input = Guarded<T>(shape, in: 0...4, &random)
        let output = Guarded<R>(shape: shape)
        scan(output.view, input.view)
        #expect(output.isIntact)
        let (x, y) = (input.values, output.values)
        for line in lines(shape, axis) {
            let result = expected(line.map { x[$0] })
            #expect(near(line.map { y[$0] }, result, R.dtype == .float32 ? .float32 : .float64))
        }
    }

    @Test(arguments: cases)
    func sumsAndProducts(shape: Shape, axis: Int) {
        func running(_ x: [Double], _ combine: (Double, Double) -> Double) -> [Double] {
            var all: [Double] = []
            for value in x { all.append(all.last.map { combine($0, value) } ?? value) }
            return all
        }
        func checkAll<T: Element>(_: T.Type) {
            check(shape, axis, T.self, T.self) {
                Scan.sum($0, $1, axis: axis, isReversed: false)
            } _: {
                running($0, +)
            }
            check(shape, axis, T.self, T.self) {
                Scan.sum($0, $1, axis: axis, isReversed: true)
            } _: {
                running($0.reversed(), +).reversed()
            }
            check(shape, axis, T.self, T.self) {
                Scan.product($0, $1, axis: axis)
            } _: {
                running($0, *)
            }
        }
        checkAll(Float.self)
        checkAll(Double.self)
        checkAll(Int64.self)
    }

    @Test func wholeProductsLeaveTheAxisOut() {
        let x = Guarded((1...12).map { Double($0) }, [2, 3, 2])
        for (axis, products) in [
            (0, [7, 16, 27, 40, 55, 72]), (1, [15, 48, 693, 960]), (2, [2, 12, 30, 56, 90, 132]),
        ] {
            let out = Guarded<Double>(shape: Shape([2, 3, 2]).removing(axis))
            Scan.wholeProduct(out.view, x.view, axis: axis)
            #expect(out.elements == products.map { Double($0) } && out.isIntact)
        }
    }

    @Test func recurrencesRunBothWays() {
        let (a, b) = (Guarded([9.0, 2, 3, 4]), Guarded([1.0, 1, 1, 1]))
        let out = Guarded<Double>(shape: [4])
        Scan.recurrence(out.view, factors: a.view, terms: b.view, axis: 0, isReversed: false)
        #expect(out.elements == [1, 3, 10, 41])
        Scan.recurrence(out.view, factors: a.view, terms: b.view, axis: 0, isReversed: true)
        #expect(out.elements == [33, 16, 5, 1] && out.isIntact)
    }

    @Test func logarithmsOfSums() {
        let x = Guarded([0.0, 0, 1000, -.infinity])
        let out = Guarded<Double>(shape: [4])
        Scan.logSumExp(out.view, x.view, axis: 0)
        #expect(near(out.elements, [0, 0.6931471805599453, 1000, 1000]))
    }

    @Test func extremesAreTheLastOfEqualOnes() {
        func indices<T: Element>(_ values: [T], _ isMaximum: Bool) -> [Int64] {
            let out = Guarded<Int64>(shape: [values.count])
            Scan.extreme(out.view, Guarded(values).view, axis: 0, isMaximum: isMaximum)
            #expect(out.isIntact)
            return out.elements
        }
        func check<T: Element>(_: T.Type) {
            let values = [2, 3, 3, 1, 1].map { T($0) }
            #expect(indices(values, true) == [0, 1, 2, 2, 2])
            #expect(indices(values, false) == [0, 0, 0, 3, 4])
        }
        check(Float.self)
        check(Double.self)
        check(Int32.self)
        check(Int64.self)
        check(UInt8.self)
        #expect(indices([1, Double.nan, 5, .nan], true) == [0, 1, 1, 3])
        #expect(indices([1, Float.nan, 0, 0], false) == [0, 1, 1, 1])
    }
}
