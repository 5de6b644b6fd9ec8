import Kernels
import TestSupport
import Testing

struct JacobiSingularValuesTests {
    @discardableResult
    private func check<T: Element>(
        _: T.Type, _ a: ColumnMatrix, size: Double = 1, _ place: String
    ) throws -> [Double] {
        let (m, n) = (a.rows, a.columns)
        let memory = a.memory(T.self)
        let (values, third) = (Guarded<T>(shape: [n]), Guarded<T>(shape: [n, n]))
        let kernel = try #require(Factorization.svd(T.dtype))
        let status = kernel.run(
            FactorizationCall(
                rows: m, columns: n, matrix: memory.view.pointer, second: values.view.pointer,
                third: third.view.pointer))
        #expect(status == .done, "\(place)")
        #expect(memory.isIntact && values.isIntact && third.isIntact, "\(place)")
        let (u, v) = (ColumnMatrix(memory, m, n), ColumnMatrix(third, n, n))
        let numbers = values.elements.map(\.double)
        #expect(numbers == numbers.sorted(by: >) && numbers.allSatisfy { $0 >= 0 }, "\(place)")
        let bound = 8 * Double(m) * epsilon(T.self)
        for vectors in [u, v] {
            let distance = (vectors.transposed * vectors - .unit(n)).largest
            #expect(distance <= bound, "\(place): not orthogonal by \(distance)")
        }
        let scaled = ColumnMatrix(m, n) { u[$0, $1] * numbers[$1] }
        let error = (scaled * v.transposed - a).largest
        #expect(error <= bound * size, "\(place): \(error)")
        return numbers
    }

    @Test func factorsMultiplyBack() throws {
        try onEveryTable { table in
            var random = SplitMix(state: 1)
            for (m, n) in [(1, 1), (3, 1), (2, 2), (5, 3), (9, 9), (30, 12), (4, 0)] {
                let a = ColumnMatrix(random: m, n, &random)
                try check(Float.self, a, size: 2, "\(table) \(m)×\(n)")
                try check(Double.self, a, size: 2, "\(table) \(m)×\(n)")
            }
        }
    }

    @Test func matricesWithoutFullRankAndExtremes() throws {
        try onEveryTable { table in
            try check(Double.self, ColumnMatrix(4, 3) { _, _ in 0 }, "\(table), zeros")
            try check(Float.self, ColumnMatrix(6, 4) { _, _ in 1 }, size: 5, "\(table), rank 1")
            try check(Double.self, .unit(4), "\(table), unit")
            let steep = ColumnMatrix(4, 4) { $0 == $1 ? [1, 1e-170, 1e-9, 0][$0] : 0 }
            try check(Double.self, steep, "\(table), steep")
            let noisy = ColumnMatrix(4, 4) { 1 + ($1 == 2 ? 1e-170 * Double($0) : Double($0 * $1)) }
            try check(Double.self, noisy, size: 20, "\(table), nearly equal columns")
            for scale in [1e300, 1e-300] {
                let a = ColumnMatrix(3, 3) { Double(1 + $0 * $1) * scale }
                try check(Double.self, a, size: 5 * scale, "\(table), \(scale)")
            }
        }
    }

    /// The portable loop finds small singular values of columns of any length to their own last
    /// places.
    @Test func smallSingularValuesAreExact() throws {
        let a = ColumnMatrix(3, 3) { i, j in
            [1, 1e-8, 1e-16][j] * [[4, 1, 2], [1, 3, 1], [2, 1, 5]][i][j]
        }
        let values = try KernelTable.withTable(KernelTable()) { () throws in
            try check(Double.self, a, size: 10, "graded")
        }
        // By mpmath with 60 digits.
        let expected = [
            4.582_575_694_955_84, 2.672_612_419_124_244_3e-8, 3.510_935_297_989_222_4e-16,
        ]
        #expect(near(values, expected, ulps: 32))
    }
}
