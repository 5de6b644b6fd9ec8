import Kernels
import TestSupport
import Testing

struct HouseholderQRTests {
    private func check<T: Element>(
        _: T.Type, _ a: ColumnMatrix, width: Int, size: Double = 1, _ place: String
    ) throws {
        let (m, n) = (a.rows, a.columns)
        let memory = a.memory(T.self, followedBy: m * (width - n))
        let second = Guarded<T>(shape: [n, n])
        let kernel = try #require(Factorization.qr(T.dtype))
        let status = kernel.run(
            FactorizationCall(
                rows: m, columns: n, width: width, matrix: memory.view.pointer,
                second: second.view.pointer))
        #expect(status == .done && memory.isIntact && second.isIntact, "\(place)")
        let (q, r) = (ColumnMatrix(memory, m, width), ColumnMatrix(second, n, n))
        #expect(r.keeping { $0 > $1 }.largest == 0, "\(place): R is not triangular")
        let bound = 8 * Double(m) * epsilon(T.self)
        let distance = (q.transposed * q - .unit(width)).largest
        #expect(distance <= bound, "\(place): Q is not orthogonal by \(distance)")
        let reduced = ColumnMatrix(m, n) { q[$0, $1] }
        let error = (reduced * r - a).largest
        #expect(error <= bound * size, "\(place): \(error)")
    }

    @Test func factorsMultiplyBack() throws {
        try onEveryTable { table in
            var random = SplitMix(state: 1)
            for (m, n, width) in [
                (1, 1, 1), (3, 1, 3), (2, 2, 2), (5, 3, 4), (9, 9, 9), (30, 12, 12), (4, 0, 4),
            ] {
                let a = ColumnMatrix(random: m, n, &random)
                try check(Float.self, a, width: width, "\(table) \(m)×\(n)")
                try check(Double.self, a, width: width, "\(table) \(m)×\(n)")
            }
        }
    }

    @Test func columnsOfZerosAndOfLargeNumbers() throws {
        try onEveryTable { table in
            try check(Double.self, ColumnMatrix(4, 3) { _, _ in 0 }, width: 4, "\(table), zeros")
            let large = ColumnMatrix(4, 3) { Double(1 + $0 * $1) * 1e200 }
            try check(Double.self, large, width: 4, size: 1e201, "\(table), large")
        }
    }

    /// LAPACK's signs: away from the first element, and none where nothing is below it.
    @Test func signsAreTold() throws {
        try onEveryTable { table in
            for (first, below, expected) in [(3.0, 4.0, -5.0), (-3, 4, 5), (3, 0, 3), (-3, 0, -3)] {
                let memory = Guarded([first, below])
                let r = Guarded<Double>(shape: [1, 1])
                let kernel = try #require(Factorization.qr(.float64))
                _ = kernel.run(
                    FactorizationCall(
                        rows: 2, columns: 1, matrix: memory.view.pointer, second: r.view.pointer))
                #expect(r.elements == [expected], "\(table)")
            }
        }
    }
}
