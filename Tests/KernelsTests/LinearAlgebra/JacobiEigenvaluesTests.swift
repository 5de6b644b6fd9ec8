import Kernels
import TestSupport
import Testing

struct JacobiEigenvaluesTests {
    private func check<T: Element>(
        _: T.Type, _ a: ColumnMatrix, size: Double = 1, _ place: String
    ) throws {
        let n = a.rows
        // Above the diagonal lies what must not be read.
        let memory = ColumnMatrix(n, n) { $0 < $1 ? .nan : a[$0, $1] }.memory(T.self)
        let values = Guarded<T>(shape: [n])
        let kernel = try #require(Factorization.eigh(T.dtype))
        let status = kernel.run(
            FactorizationCall(
                rows: n, columns: n, matrix: memory.view.pointer, second: values.view.pointer))
        #expect(status == .done && memory.isIntact && values.isIntact, "\(place)")
        let (v, numbers) = (ColumnMatrix(memory, n, n), values.elements.map(\.double))
        #expect(numbers == numbers.sorted(), "\(place): not in order")
        let bound = 8 * Double(n) * epsilon(T.self)
        let distance = (v.transposed * v - .unit(n)).largest
        #expect(distance <= bound, "\(place): not orthogonal by \(distance)")
        let scaled = ColumnMatrix(n, n) { v[$0, $1] * numbers[$1] }
        let error = (scaled * v.transposed - a).largest
        #expect(error <= bound * size, "\(place): \(error)")
    }

    @Test func factorsMultiplyBack() throws {
        try onEveryTable { table in
            var random = SplitMix(state: 1)
            for n in [0, 1, 2, 3, 9, 30] {
                let x = ColumnMatrix(random: n, n, &random)
                let a = ColumnMatrix(n, n) { x[$0, $1] + x[$1, $0] }
                try check(Float.self, a, size: 4, "\(table) \(n)")
                try check(Double.self, a, size: 4, "\(table) \(n)")
            }
        }
    }

    @Test func equalEigenvaluesZerosAndExtremes() throws {
        try onEveryTable { table in
            let ones = ColumnMatrix(5, 5) { _, _ in 1 }
            try check(Double.self, ones, size: 5, "\(table), rank 1")
            try check(Double.self, .unit(4), "\(table), unit")
            try check(Double.self, ones - ones, "\(table), zeros")
            for scale in [1e300, 1e-300] {
                let a = ColumnMatrix(3, 3) { Double(1 + $0 + $1) * scale }
                try check(Double.self, a, size: 5 * scale, "\(table), \(scale)")
            }
        }
    }
}
