import Kernels
import TestSupport
import Testing

struct FactorizationTests {
    @Test func existForFloatingPointNumbers() {
        for place in [
            Factorization.lu, Factorization.cholesky, Factorization.qr, Factorization.eigh,
            Factorization.svd,
        ] {
            #expect(place.reference(.float32) != nil && place.reference(.float64) != nil)
            #expect(place.reference(.int32) == nil && place.reference(.bfloat16) == nil)
        }
    }

    /// Each of many matrices is factored once, and its end is told.
    @Test func manyMatricesOnThreads() throws {
        let count = 3000
        let memory = Guarded((0..<count).flatMap { [Double($0 % 7), 1, 1, 0] })
        let pivots = Guarded<Int64>(shape: [count, 2])
        let (matrices, rows) = (memory.view, pivots.view)
        let kernel = try #require(Factorization.lu.reference(.float64))
        let statuses = kernel(count: count) {
            FactorizationCall(
                rows: 2, columns: 2, matrix: matrices.advanced(by: 4 * $0),
                second: rows.advanced(by: 2 * $0))
        }
        #expect(statuses.count == count && statuses.allSatisfy { $0 == .done })
        for index in 0..<count {
            let first = Double(index % 7)
            let expected =
                first > 1
                ? [first, 1 / first, 1, -1 / first] : first == 1 ? [1, 1, 1, -1] : [1, 0, 0, 1]
            #expect((0..<4).map { memory.pointer[4 * index + $0] } == expected)
        }
        #expect(memory.isIntact && pivots.isIntact)
        #expect(kernel(count: 0) { _ in preconditionFailure("there is none") } == [])
    }
}
