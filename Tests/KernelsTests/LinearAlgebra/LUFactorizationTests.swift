import Kernels
import TestSupport
import Testing

struct LUFactorizationTests {
    private func check<T: Element>(_: T.Type, _ n: Int, _ place: String) throws {
        var random = SplitMix(state: UInt64(n))
        let a = ColumnMatrix(random: n, n, &random)
        let (memory, pivots) = (a.memory(T.self), Guarded<Int64>(shape: [n]))
        let kernel = try #require(Factorization.lu(T.dtype))
        let status = kernel.run(
            FactorizationCall(
                rows: n, columns: n, matrix: memory.view.pointer, second: pivots.view.pointer))
        #expect(status == .done && memory.isIntact && pivots.isIntact, "\(place)")
        let factors = ColumnMatrix(memory, n, n)
        let l = ColumnMatrix(n, n) { $0 == $1 ? 1 : $0 > $1 ? factors[$0, $1] : 0 }
        #expect(l.largest <= 1, "\(place): multipliers above 1")
        let exchanged = ColumnMatrix(random: n, n, &random).memory(T.self)
        for (index, value) in a.elements.enumerated() { exchanged.pointer[index] = T(value) }
        RowExchanges(pivots.view.pointer, count: n)
            .apply(exchanged.view.pointer, columns: n, T.dtype)
        let error = (l * factors.keeping { $0 <= $1 } - ColumnMatrix(exchanged, n, n)).largest
        #expect(error <= 4 * Double(n) * epsilon(T.self), "\(place): \(error)")
    }

    @Test func factorsMultiplyBack() throws {
        try onEveryTable { table in
            for n in [0, 1, 2, 3, 9, 40] {
                try check(Float.self, n, "\(table) \(n)")
                try check(Double.self, n, "\(table) \(n)")
            }
        }
    }

    @Test func namesTheFirstZeroPivot() throws {
        try onEveryTable { table in
            let memory = ColumnMatrix(3, 3) { i, j in j == 1 ? 0 : Double(i * i + j) }.memory(
                Double.self)
            let pivots = Guarded<Int64>(shape: [3])
            let kernel = try #require(Factorization.lu(.float64))
            let status = kernel.run(
                FactorizationCall(
                    rows: 3, columns: 3, matrix: memory.view.pointer, second: pivots.view.pointer))
            #expect(status == .badPivot(at: 1), "\(table)")
        }
    }
}
