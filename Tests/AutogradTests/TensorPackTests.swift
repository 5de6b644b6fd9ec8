import Autograd
import TestSupport
import Testing

struct TensorPackTests {
    private func values<P: TensorPack>(_ pack: P) throws -> [Double] {
        let doubled = try pack.map { tensor throws(TensorError) in tensor * 2 }
        return (0..<doubled.arity).flatMap { doubled[at: $0].values }
    }

    @Test func packsMapInOrder() throws {
        let (a, b, c) = (try constant([1]), try constant([2]), try constant([3]))
        #expect(try values(a) == [2])
        #expect(try values(Pair(a, b)) == [2, 4])
        #expect(try values(Triple(a, b, c)) == [2, 4, 6])
        #expect(try values([a, b, c, a]) == [2, 4, 6, 2])
    }

    @Test func packsAreVisitedInOrder() throws {
        func visited(_ pack: some TensorPack) -> [Double] {
            var values: [Double] = []
            pack.visit { values += $0.values }
            return values
        }
        let (a, b, c) = (try constant([1]), try constant([2]), try constant([3]))
        #expect(visited(a) == [1] && visited(Pair(a, b)) == [1, 2])
        #expect(visited(Triple(a, b, c)) == [1, 2, 3] && visited([c, b, a, b]) == [3, 2, 1, 2])
    }
}
