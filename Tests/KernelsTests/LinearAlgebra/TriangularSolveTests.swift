import Kernels
import TestSupport
import Testing

struct TriangularSolveTests {
    private func check<T: Element>(_: T.Type, _ n: Int, _ columns: Int, _ place: String) throws {
        var random = SplitMix(state: UInt64(n))
        let kernel = try #require(TriangularSolve.kernel(T.dtype))
        for bits in 0..<8 {
            let (isUpper, isTransposed, isUnit) = (bits & 1 > 0, bits & 2 > 0, bits & 4 > 0)
            let numbers = ColumnMatrix(random: n, n, &random)
            let a = ColumnMatrix(n, n) { i, j in
                i == j
                    ? isUnit ? 1 : 2 + numbers[i, j]
                    : (i < j) == isUpper ? numbers[i, j] / Double(n) : 0
            }
            let memory = ColumnMatrix(n, n) { i, j in
                i == j ? isUnit ? .nan : a[i, j] : (i < j) == isUpper ? a[i, j] : .nan
            }.memory(T.self)
            let b = ColumnMatrix(random: n, columns, &random)
            let x = b.memory(T.self)
            let call = TriangularSolveCall(
                isUpper: isUpper, isTransposed: isTransposed, isUnit: isUnit, rows: n,
                columns: columns, a: memory.view.pointer, b: x.view.pointer)
            kernel(count: 1, T.dtype) { _ in call }
            #expect(x.isIntact && memory.isIntact, "\(place)")
            let product = (isTransposed ? a.transposed : a) * ColumnMatrix(x, n, columns)
            let error = (product - b).largest
            #expect(error <= 16 * Double(n + 1) * epsilon(T.self), "\(place) \(bits): \(error)")
        }
    }

    @Test func solvesEveryForm() throws {
        try onEveryTable { table in
            for (n, columns) in [(0, 2), (1, 1), (2, 3), (9, 0), (20, 5), (60, 90)] {
                try check(Float.self, n, columns, "\(table) \(n)×\(columns)")
                try check(Double.self, n, columns, "\(table) \(n)×\(columns)")
            }
        }
    }
}
