import BenchWorkloads
import Testing

struct OperationTableTests {
    @Test func rowsHaveNamesOfTheirOwn() {
        let names = OperationTable.rows.map { "\($0.name) \($0.size)" }
        #expect(Set(names).count == names.count && names.count == 74)
    }

    /// What is timed can be run, again and again.
    @Test(
        arguments: OperationTable.rows.filter { $0.size != "16M" }.map { "\($0.name) \($0.size)" })
    func everyRowRuns(_ label: String) throws {
        let row = try #require(OperationTable.rows.first { "\($0.name) \($0.size)" == label })
        let body = try row.prepare()
        for _ in 0..<2 { try body() }
    }

    @Test func limitsAreRatesOfThisMachine() throws {
        let (arithmetic, bandwidth) = (
            try MachineLimits.arithmetic(), try MachineLimits.bandwidth()
        )
        #expect(arithmetic > 0.1 && arithmetic < 1e5 && bandwidth > 0.1 && bandwidth < 1e4)
    }
}
