import Foundation
import ParityPage
import ReferenceSupport
import Testing

@Suite struct ParityPageTests {
    /// Run `swift run -c release parity` when this fails because something was added or has become
    /// better; find out why when a figure has become worse.
    @Test func isUpToDate() throws {
        let committed = try String(
            contentsOf: Fixtures.root.appendingPathComponent("PARITY.md"), encoding: .utf8)
        let fresh = ParityPage.text(try comparison())
        #expect(ParityPage.complaints(committed: committed, fresh: fresh) == [])
    }

    private let page = "# Title\n| gelu | 12 | 2.5 | – |\n| add | 4 | 0 | 31000 |\n"

    @Test func acceptsWhatIsEqualOrBetter() {
        for fresh in [
            page, page.replacingOccurrences(of: "2.5", with: "0.5"),
            page.replacingOccurrences(of: "31000", with: "12"),
            page.replacingOccurrences(of: "2.5", with: "3"),
        ] {
            #expect(ParityPage.complaints(committed: page, fresh: fresh) == [])
        }
    }

    @Test(arguments: [
        ("2.5", "3.1"), ("2.5", "∞"), ("–", "1"), ("31000", "35000"), ("gelu", "relu"),
        ("Title", "Other"), ("| add", "| add | 1"), ("# Title\n", ""),
    ])
    func seesWhatIsWorseOrOther(old: String, new: String) {
        let fresh = page.replacingOccurrences(of: old, with: new)
        #expect(!ParityPage.complaints(committed: page, fresh: fresh).isEmpty)
    }
}
