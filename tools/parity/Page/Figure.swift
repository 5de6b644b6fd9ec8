import ReferenceSupport

/// A worst error as the page prints it: rounded up, so that a page never promises more than was
/// measured.
package enum Figure {
    /// `0`, `0.5`, `12`, `1300`; `–` for nothing to compare.
    package static func text(_ deviation: Deviation?) -> String {
        guard let ulps = deviation?.ulps else { return "–" }
        guard ulps.isFinite else { return "∞" }
        if ulps < 10 {
            let tenths = Int((ulps * 10).rounded(.up))
            return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
        }
        // Two digits; large ones with an exponent.
        var (digits, exponent) = (ulps, 0)
        while digits > 99 { (digits, exponent) = (digits / 10, exponent + 1) }
        let rounded = Int(digits.rounded(.up))
        return exponent < 4
            ? "\(rounded)" + String(repeating: "0", count: exponent) : "\(rounded)e\(exponent)"
    }

    /// The number that a text stands for, nil when it is none.
    package static func number(_ text: String) -> Double? {
        text == "∞" ? .infinity : Double(text)
    }
}
