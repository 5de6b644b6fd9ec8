import Data
import TestSupport
import Testing

struct CSVOptionsTests {
    @Test func defaultsAreCommasAndAHeader() {
        let options = CSVOptions()
        #expect(options.delimiter == "," && options.hasHeader && options.comment == nil)
    }

    @Test(arguments: ["\"", "\n", "é"] as [Character])
    func delimitersAreASCIIAndNoQuotes(delimiter: Character) {
        #expect(
            errorText { _ = try CSV(text: "a", options: CSVOptions(delimiter: delimiter)) }
                .contains("CSV: expected an ASCII character as delimiter, and no quote; got"))
    }

    @Test(arguments: ["\"", "\n", "é", ";"] as [Character])
    func commentsAreASCIIAndNothingElse(comment: Character) {
        let options = CSVOptions(delimiter: ";", comment: comment)
        #expect(
            errorText { _ = try CSV(text: "a", options: options) }
                .contains(
                    "CSV: expected an ASCII character as comment, and neither delimiter nor quote; "
                        + "got \(String(comment).debugDescription)."))
    }
}
