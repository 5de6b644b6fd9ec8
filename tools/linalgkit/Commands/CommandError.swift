/// What kept a command from doing its work. It reads `<file or option>: expected …; got …. <what to
/// do>`.
package struct CommandError: Error, Sendable, CustomStringConvertible {
    package let description: String

    /// - Parameter subject: The file or the option at fault.
    package init(_ subject: String, expected: String, got: String, advice: String = "") {
        description =
            "\(subject): expected \(expected); got \(got)." + (advice.isEmpty ? "" : " \(advice)")
    }

    /// Runs `body`, and says of what it throws where it belongs.
    @discardableResult
    package static func at<Result>(_ subject: String, _ body: () throws -> Result) throws -> Result
    {
        do { return try body() } catch let error as CommandError {
            throw error
        } catch let error as DecodingError {
            throw CommandError(subject, cause: error.reason)
        } catch {
            throw CommandError(subject, cause: error)
        }
    }

    private init(_ subject: String, cause: Any) { description = "\(subject): \(cause)" }
}

extension DecodingError {
    /// What was wrong, without the types involved.
    fileprivate var reason: String {
        switch self {
        case .typeMismatch(_, let context), .valueNotFound(_, let context),
            .keyNotFound(_, let context), .dataCorrupted(let context):
            context.debugDescription
        @unknown default: "\(self)"
        }
    }
}
