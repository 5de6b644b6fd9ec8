import Foundation

/// Four decimals, or an exponent where those would say little.
package func decimal(_ value: Double) -> String {
    let isPlain = value == 0 || (0.001..<10_000).contains(abs(value))
    return String(format: isPlain ? "%.4f" : "%.3e", value)
}

/// A count with commas: `1,797`.
package func grouped(_ count: Int) -> String {
    var digits = String(count.magnitude)
    var groups: [Substring] = []
    while digits.count > 3 {
        groups.insert(digits.suffix(3), at: 0)
        digits.removeLast(3)
    }
    groups.insert(digits[...], at: 0)
    return (count < 0 ? "-" : "") + groups.joined(separator: ",")
}

/// Hours, minutes and seconds: `1:02:03`, `0:07`.
package func clock(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds < 1e9 else { return "–:––" }
    let whole = Int(max(0, seconds).rounded())
    let (hours, minutes) = (whole / 3600, whole / 60 % 60)
    let rest = String(format: "%02d", whole % 60)
    return hours > 0 ? "\(hours):\(String(format: "%02d", minutes)):\(rest)" : "\(minutes):\(rest)"
}

/// `text` with spaces before it, up to a width in characters.
package func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
}

/// `text` with spaces after it, up to a width in characters.
package func left(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
}

/// A number in about six digits.
package func short(_ value: Double) -> String { String(format: "%.6g", value) }
