/// What went wrong while a file was read or written.
///
/// It prints as one line that names the file, the member of the archive where there is one, what
/// was expected, what was found, and what to do: `read "model.npz", member "w.npy": expected …; got
/// …. <what to do>`.
public struct SerializationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind of failure, for programs that react to it.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// A call of the system failed; `systemError` says how.
        case system
        /// The path names a directory, a pipe, a socket or a device.
        case notARegularFile
        /// The bytes break the rules of the format.
        case malformed
        /// The bytes follow the rules, but a checksum says that they changed.
        case corrupt
        /// The file uses a part of its format that is not read here, such as encryption.
        case unsupported
        /// The element type has no counterpart here.
        case unsupportedDType
        /// A name is empty, too long, or holds what a name must not.
        case invalidName
        /// No tensor of the file has the name that was asked for.
        case unknownName
        /// Two members or entries have the same name.
        case duplicateName
        /// The file asks for more than `ReadLimits` allows.
        case limitExceeded
        /// Memory for a tensor could not be had.
        case outOfMemory
        /// An option is outside its range.
        case invalidOption
        /// No format is registered for the file's extension.
        case unknownFormat
        /// A format of that name, or for that file extension, is registered already.
        case formatClash
        /// The file is saved in full, but may not survive a power failure.
        case savedDurabilityUnknown
    }

    /// What was being done: `read`, `write` or `register`.
    public let operation: String
    /// The file, as the caller spelled it; nil when no file is involved.
    public let path: String?
    /// The member of the archive, as the file or the dictionary spells it.
    public let member: String?
    /// The kind of failure.
    public let code: Code
    /// `expected …; got …. <what to do>`
    public let message: String
    /// The `errno` of the system call that failed, if one did.
    public let systemError: Int32?

    /// An error whose message reads `expected …; got …. <advice>`; formats of other packages use it
    /// too.
    public init(
        operation: String, path: String?, member: String? = nil, code: Code, expected: String,
        got: String, advice: String = "", systemError: Int32? = nil
    ) {
        self.operation = operation
        self.path = path
        self.member = member
        self.code = code
        self.systemError = systemError
        message = "expected \(expected); got \(got)." + (advice.isEmpty ? "" : " \(advice)")
    }

    /// One line with everything above.
    public var description: String {
        var text = operation
        if let path { text += " \(printable(path))" }
        if let member { text += ", member \(printable(member))" }
        return "\(text): \(message)"
    }
}

/// Where an error happens; the part of its text that is the same for every failure there.
package struct ErrorSite: Sendable {
    package var operation: String
    package var path: String?
    package var member: String?

    package init(operation: String, path: String?, member: String? = nil) {
        self.operation = operation
        self.path = path
        self.member = member
    }

    /// The same file, at one of its members.
    func at(member: String) -> ErrorSite {
        ErrorSite(operation: operation, path: path, member: member)
    }

    /// An error of the form `expected …; got …. <what to do>`.
    func error(
        _ code: SerializationError.Code, expected: String, got: String, advice: String = "",
        systemError: Int32? = nil
    ) -> SerializationError {
        SerializationError(
            operation: operation, path: path, member: member, code: code, expected: expected,
            got: got, advice: advice, systemError: systemError)
    }

    /// The error for a system call that failed with `number`.
    func systemError(_ number: Int32, expected: String, advice: String = "") -> SerializationError {
        error(
            .system, expected: expected, got: systemErrorText(number), advice: advice,
            systemError: number)
    }

    /// The error for a failure of the core, such as no memory for a tensor of `byteCount` bytes.
    func outOfMemory(_ cause: any Error, byteCount: Int) -> SerializationError {
        error(
            .outOfMemory, expected: "\(byteCount) bytes of memory for the tensor",
            got: "[\(cause)]", advice: "Release tensors, or use a machine with more memory.")
    }
}
