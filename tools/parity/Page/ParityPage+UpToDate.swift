extension ParityPage {
    /// In what a page that was written before is no longer true: every line that differs by more
    /// than figures, and every figure that has become worse.
    ///
    /// Figures may be worse by a tenth or half a unit: another processor may round otherwise.
    /// Better ones are fine.
    package static func complaints(committed: String, fresh: String) -> [String] {
        let (old, new) = (lines(committed), lines(fresh))
        guard old.count == new.count else {
            return ["the page has \(old.count) lines, and \(new.count) when written anew"]
        }
        return zip(old, new).compactMap { old, new in
            isKept(old, new) ? nil : "\"\(old)\" is \"\(new)\" when written anew"
        }
    }

    private static func lines(_ text: String) -> [Substring] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    private static func isKept(_ old: Substring, _ new: Substring) -> Bool {
        guard old.hasPrefix("|"), new.hasPrefix("|") else { return old == new }
        let (before, after) = (cells(old), cells(new))
        return before.count == after.count && zip(before, after).allSatisfy(isKept)
    }

    private static func isKept(_ old: String, _ new: String) -> Bool {
        // NaN in a text is no figure, and like no other number.
        guard old != new, let before = Figure.number(old), let after = Figure.number(new) else {
            return old == new
        }
        return after <= max(before + 0.5, before * 1.1)
    }

    private static func cells(_ line: Substring) -> [String] {
        line.split(separator: "|").map {
            String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
    }
}
