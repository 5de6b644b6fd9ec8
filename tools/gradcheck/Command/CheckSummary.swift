import Foundation

/// All results, as the command's JSON has them.
struct CheckSummary: Codable {
    let results: [CheckResult]
    /// How many passed.
    let passed: Int
    /// How many did not.
    let failed: Int

    init(_ results: [CheckResult]) {
        self.results = results
        passed = results.count { $0.passed }
        failed = results.count - passed
    }

    var text: String { "\(passed) passed, \(failed) failed" }

    func json() throws -> String { try JSONText.of(self) }
}

/// Values as JSON texts.
enum JSONText {
    /// The text, keys in the order of the alphabet; numbers that JSON has no form for are strings.
    static func of(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
