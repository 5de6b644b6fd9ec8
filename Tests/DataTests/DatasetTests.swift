import Data
import Testing

struct DatasetTests {
    @Test func mapAndSubsetCompose() throws {
        let data = try Positions(count: 10).map { try $0.item() * 2 }.subset([7, 1])
        #expect(data.count == 2)
        #expect(try data[0] == 14)
        #expect(try data[1] == 2)
    }
}
