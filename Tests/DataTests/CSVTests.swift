import Data
import TestSupport
import Testing

struct CSVTests {
    let people = #"""
        name,age,"height, cm"
        "Ann ""A.""",31,170.5
        Bob, 4 ,-1e2

        "two
        lines",5,1
        """#

    @Test func readsColumnsByName() throws {
        let table = try CSV(text: people)
        #expect(table.columns == ["name", "age", "height, cm"] && table.rowCount == 3)
        #expect(try table.text(column: "name") == ["Ann \"A.\"", "Bob", "two\nlines"])
        let numbers = try table.tensor(columns: ["height, cm", "age"])
        #expect(numbers.dtype == .float32 && numbers.shape == [3, 2])
        #expect(numbers.values == [170.5, 31, -100, 4, 1, 5])
        #expect(try table.tensor(columns: ["age"], dtype: .int64).values == [31, 4, 5])
    }

    @Test func labelsAreClassesInOrder() throws {
        let (labels, classes) = try CSV(text: "k\nb\na\nb\nÄ\n").labels(column: "k")
        #expect(classes == ["a", "b", "Ä"])
        #expect(labels.dtype == .int64 && labels.values == [1, 0, 1, 2])
    }

    @Test(arguments: ["1;2\r\n3;4\r\n", "\u{FEFF}1;2\n3;4", "# what\n1;2\n# more\n3;4\n\n"])
    func otherWaysToWriteIt(text: String) throws {
        let options = CSVOptions(delimiter: ";", hasHeader: false, comment: "#")
        let table = try CSV(text: text, options: options)
        #expect(table.columns == ["0", "1"])
        #expect(try table.tensor(dtype: .float64).values == [1, 2, 3, 4])
    }

    @Test func whatIsMissingStandsForANumber() throws {
        let table = try CSV(text: "a,b\n1,\n,2\n")
        let numbers = try table.tensor(missing: .nan).values
        #expect(numbers[0] == 1 && numbers[1].isNaN && numbers[2].isNaN && numbers[3] == 2)
        #expect(try table.tensor(dtype: .int32, missing: -1).values == [1, -1, -1, 2])
        #expect(
            errorText { _ = try table.tensor() }
                .contains("expected a number in column \"b\", line 2; got nothing."))
    }

    @Test func whatIsNoNumberIsNamedByLineAndColumn() throws {
        let table = try CSV(text: people)
        #expect(
            errorText { _ = try table.tensor(columns: ["age", "name"]) }
                == #"read: expected a number in column "name", line 2; got "Ann \"A.\""."#)
        let late = try CSV(text: "a\n\"1\"\n\n2x\n")
        #expect(errorText { _ = try late.tensor() }.contains("column \"a\", line 4; got \"2x\"."))
        #expect(
            errorText { _ = try CSV(text: "a\n1.5\n").tensor(dtype: .int64) }
                .contains("got \"1.5\"."))
        #expect(
            errorText { _ = try CSV(text: "a\n7\n256\n").tensor(dtype: .uint8) }
                .contains("expected a number of uint8 in column \"a\", line 3; got 256."))
    }

    @Test func uint64HasNumbersOfItsOwn() throws {
        let numbers = try CSV(text: "a\n18446744073709551615\n\"\"\n7\n").tensor(
            dtype: .uint64, missing: 1)
        #expect(numbers.dtype == .uint64 && numbers.shape == [3, 1])
        #expect(numbers.toArray(as: UInt64.self) == [.max, 1, 7])
        #expect(
            errorText { _ = try CSV(text: "a\n-1\n").tensor(dtype: .uint64) }
                .contains("expected a number of uint64 in column \"a\", line 2; got \"-1\"."))
    }

    @Test func unknownColumnsAreNamed() throws {
        let table = try CSV(text: "a,b\n1,2\n")
        #expect(
            errorText { _ = try table.tensor(columns: ["c"]) }
                .contains("expected one of the columns [\"a\", \"b\"]; got \"c\"."))
    }

    @Test(arguments: [
        ("a,b\n1,2\n3\n", "expected 2 fields, as on line 1, line 3; got 1."),
        ("a,b\n1,2,3\n", "line 2; got 3."),
        ("a,a\n1,2\n", "expected a name of its own for each column, line 1"),
        ("a\n\"1\n2\n", "expected a quote at the end of the field that begins with one, line 2;"),
        (
            "a\n\"1\"2\n",
            "expected a delimiter or the end of the line behind a quoted field, line 2"
        ),
        ("a\n1\"2\n", "expected quotes around a whole field, or none, line 2; got one within."),
    ])
    func brokenTextIsNamedByItsLine(text: String, complaint: String) {
        let found = errorText { _ = try CSV(text: text) }
        #expect(found.contains(complaint), "\(found)")
    }

    @Test(arguments: ["", "\n\n", "\u{FEFF}"])
    func emptyTextHasNoColumns(text: String) throws {
        let table = try CSV(text: text)
        #expect(table.columns == [] && table.rowCount == 0)
        #expect(try table.tensor().shape == [0, 0])
        #expect(try CSV(text: "a,b\n").tensor().shape == [0, 2])
    }

    @Test func filesAreNamedInErrors() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file("t.csv", Array("a\nx\n".utf8))
        #expect(
            errorText { _ = try CSV(contentsOf: path).tensor() }
                .hasPrefix("read \"\(path)\": expected a number in column \"a\", line 2"))
        #expect(errorText { _ = try CSV(contentsOf: path + "x") }.contains("No such file"))
        let broken = try directory.file("u.csv", [UInt8(ascii: "a"), 10, 0xFF, 10])
        #expect(
            errorText { _ = try CSV(contentsOf: broken).text(column: "a") }
                .contains("expected UTF-8 in column \"a\", line 2; got other bytes."))
    }
}
