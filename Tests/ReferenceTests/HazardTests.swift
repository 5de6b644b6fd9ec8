import ReferenceSupport
import Testing

@Suite struct HazardTests {
    /// Every row is held by a fixture's cases, a difference, a check, or by there being nothing to
    /// hold.
    @Test(arguments: Hazard.all.map(\.text))
    func isHeld(text: String) throws {
        let hazard = try #require(Hazard.all.first { $0.text == text })
        #expect(!hazard.proofs.isEmpty)
        for proof in hazard.proofs {
            switch proof {
            case .fixture(let folder, let subject, let label):
                let cases = try fixture(subject, in: folder).cases
                #expect(cases.contains { $0.label.hasPrefix(label) }, "\(proof)")
            case .difference(let name): #expect(Difference.named(name) != nil, "\(proof)")
            case .absent(let name):
                let known = Fixtures.Folder.allCases.flatMap { Subjects.names(of: $0) }
                #expect(
                    !known.contains { $0.lowercased() == name.lowercased() },
                    "add this hazard to the fixture of \(name), and name that here")
            case .check(let holds): #expect(try holds(), "\(text)")
            }
        }
    }

    @Test func textsAreUnique() {
        let texts = Hazard.all.map(\.text)
        #expect(Set(texts).count == texts.count && texts.count >= 80)
    }
}
