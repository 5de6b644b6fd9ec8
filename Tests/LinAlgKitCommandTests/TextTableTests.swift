import LinAlgKitCommands
import Testing

struct TextTableTests {
    @Test func alignsTextLeftAndNumbersRight() {
        let table = TextTable(["name", "n"], [["a", "1"], ["longer", "1234"]], leftColumns: 1)
        #expect(table.lines == ["name       n", "a          1", "longer  1234"])
    }

    @Test func aTableWithoutRowsIsItsHead() {
        #expect(TextTable(["name", "n"], [], leftColumns: 1).lines == ["name  n"])
    }

    /// By characters, not bytes.
    @Test func widthsAreThoseOfCharacters() {
        #expect(TextTable(["–", "x"], [["é", "–"]], leftColumns: 2).lines == ["–  x", "é  –"])
    }
}
