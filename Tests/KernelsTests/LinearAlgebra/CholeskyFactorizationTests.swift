import Kernels
import TestSupport
import Testing

struct CholeskyFactorizationTests {
    private func check<T: Element>(_: T.Type, _ n: Int, _ place: String) throws {
        var random = SplitMix(state: UInt64(n))
        let x = ColumnMatrix(random: n, n, &random)
        let product = x * x.transposed
        let a = ColumnMatrix(n, n) { product[$0, $1] + ($0 == $1 ? 1 : 0) }
        // Above the diagonal lies what must not be read.
        let memory = ColumnMatrix(n, n) { $0 < $1 ? .nan : a[$0, $1] }.memory(T.self)
        let kernel = try #require(Factorization.cholesky(T.dtype))
        let status = kernel.run(
            FactorizationCall(rows: n, columns: n, matrix: memory.view.pointer))
        #expect(status == .done && memory.isIntact, "\(place)")
        let l = ColumnMatrix(memory, n, n)
        #expect(l.keeping { $0 < $1 }.largest == 0, "\(place): not zero above the diagonal")
        let error = (l * l.transposed - a).largest
        #expect(error <= 4 * Double(n) * Double(n) * epsilon(T.self), "\(place): \(error)")
    }

    @Test func factorsMultiplyBack() throws {
        try onEveryTable { table in
            for n in [0, 1, 2, 3, 9, 40] {
                try check(Float.self, n, "\(table) \(n)")
                try check(Double.self, n, "\(table) \(n)")
            }
        }
    }

    @Test(arguments: [0.0, -1, .nan])
    func endsAtAPivotThatIsNotPositive(value: Double) throws {
        try onEveryTable { table in
            let memory = ColumnMatrix(3, 3) { $0 == $1 ? ($0 == 1 ? value : 4) : 0 }.memory(
                Double.self)
            let kernel = try #require(Factorization.cholesky(.float64))
            let status = kernel.run(
                FactorizationCall(rows: 3, columns: 3, matrix: memory.view.pointer))
            #expect(status == .badPivot(at: 1), "\(table)")
        }
    }
}
