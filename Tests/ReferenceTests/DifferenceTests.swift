import ReferenceSupport
import Testing

@Suite struct DifferenceTests {
    @Test(arguments: Difference.all.map(\.name))
    func holds(name: String) throws {
        let difference = try #require(Difference.named(name))
        #expect(try difference.holds())
    }

    @Test func namesAreUnique() {
        let names = Difference.all.map(\.name)
        #expect(Set(names).count == names.count)
    }

    /// Cases in which PyTorch and this library differ name differences that there are.
    @Test func fixturesNameKnownDifferences() throws {
        for folder in [Fixtures.Folder.operations, .losses, .optimizers] {
            for subject in try Fixtures.subjects(in: folder) {
                for each in try fixture(subject, in: folder).cases {
                    guard let name = each.options.text("difference") else { continue }
                    #expect(Difference.named(name) != nil, "\(each.name)")
                }
            }
        }
    }
}
