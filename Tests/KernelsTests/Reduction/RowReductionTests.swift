import Kernels
import TestSupport
import Testing

/// The loops themselves are held to plain sums by `ReductionTests`.
struct RowReductionTests {
    @Test func largerAndSmallerPreferNotANumber() {
        #expect(larger(1, 2) == 2.0 && larger(2, 1) == 2.0 && larger(-0.5, -0.5) == -0.5)
        #expect(smaller(1, 2) == 1.0 && smaller(2, 1) == 1.0)
        for x in [0, 1, -.infinity, .infinity, .nan] as [Double] {
            #expect(larger(x, .nan).isNaN && larger(.nan, x).isNaN)
            #expect(smaller(x, .nan).isNaN && smaller(.nan, x).isNaN)
        }
        #expect(larger(-Float.infinity, 3) == 3 && smaller(Float.infinity, 3) == 3)
    }

    /// A kernel of the table takes the place of the portable rows and columns.
    @Test func kernelsOfTheTableAreUsed() {
        let rows = RowReduction { out, _, rows, columns in
            for row in 0..<rows {
                out.assumingMemoryBound(to: Float.self)[row] = Float(100 * row + columns)
            }
        }
        let columns = ColumnReduction { out, _, rows, columns, stride in
            for column in 0..<columns {
                out.assumingMemoryBound(to: Float.self)[column] =
                    Float(1000 * rows + 10 * column + stride)
            }
        }
        let table = KernelTable([
            KernelTable.Key("sum.rows", .float32): rows,
            KernelTable.Key("max.columns", .float32): columns,
        ])
        KernelTable.withTable(table) {
            let x = Guarded([1, 2, 3, 4, 5, 6] as [Float], [2, 3])
            let (two, three) = (Guarded<Float>(shape: [2]), Guarded<Float>(shape: [3]))
            _ = Reduction.reduce(.sum, two.view, x.view, isReduced: [false, true])
            #expect(two.elements == [3, 103])
            _ = Reduction.reduce(.max, three.view, x.view, isReduced: [true, false])
            #expect(three.elements == [2003, 2013, 2023])
            // What is not in the table runs as before.
            _ = Reduction.reduce(.max, two.view, x.view, isReduced: [false, true])
            #expect(two.elements == [3, 6])
        }
    }

    /// Rows of a matrix that is wider than what is reduced of it.
    @Test func columnsMayLieApart() throws {
        let x = Guarded((0..<70 * 5).map { Double($0) }, [70, 5])
        for kind in ReductionKind.allCases {
            let kernel = Kernel<ColumnReduction>("\(kind).columns") {
                ColumnReduction.portable(kind, $0)
            }
            let expected = (0..<3).map { column in
                let values = (0..<70).map { Double(5 * $0 + column) }
                return kind == .sum
                    ? values.reduce(0, +) : (kind == .max ? values.max() : values.min()) ?? .nan
            }
            try onEveryTable { table in
                let out = Guarded<Double>(shape: [3])
                try kernel.loop(.float64).run(
                    out.view.pointer, UnsafeRawPointer(x.view.pointer), 70, 3, 5)
                #expect(out.elements == expected && out.isIntact, "\(table) \(kind)")
            }
        }
    }
}
