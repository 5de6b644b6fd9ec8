import GradientCheck
import Testing

struct ColumnTextTests {
    @Test func columnsStandBelowEachOther() {
        let lines = ColumnText.lines(
            ["name", "n"], [["a", "10"], ["longer", "7"]], leftColumns: 1)
        #expect(lines == ["name     n", "a       10", "longer   7"])
    }

    @Test func nothingStandsAtTheEndOfALine() {
        #expect(ColumnText.lines(["a", "b"], [["x", ""]], leftColumns: 2) == ["a  b", "x"])
    }
}
