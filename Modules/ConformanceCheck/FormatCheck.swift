import Foundation
public import Serialization

/// Checks that a checkpoint format keeps its contract.
///
/// ```swift
/// @Test func passesTheFormatCheck() throws { try checkFormat(NPZ.self) }
/// ```
/// - Tensors of every type and of shapes from none to many dimensions, without elements, and not
///   contiguous, come back bit for bit, NaN's payload and the sign of 0 included; so do awkward
///   names, or writing them throws.
/// - A file cut off anywhere throws, and so does one that is missing or a directory.
/// - Whatever throws while writing leaves the file that was there, and no other.
///
/// - Parameters:
///   - storing: The types that come back as others, since the format has none for them.
///   - options: How files are written.
///   - failures: Ways to make a write fail halfway, with what they are, where the format offers any.
/// - Throws: ``GradientCheckError`` listing all that is wrong.
@discardableResult
public func checkFormat(
    _ format: any CheckpointFormat.Type, storing: [DType: DType] = [:],
    options: SaveOptions = SaveOptions(),
    failures: [(label: String, write: (StateDictionary, String) throws -> Void)] = []
) throws -> ContractReport {
    let directory = FileManager.default.temporaryDirectory
        .appendingPathComponent("format-check-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    var check = FormatCheck(format, directory.path, storing, options)
    check.run(failures)
    return try check.findings.result()
}

/// The check of one format.
struct FormatCheck {
    let format: any CheckpointFormat.Type
    let directory: String
    let storing: [DType: DType]
    let options: SaveOptions
    var findings: ContractFindings

    init(
        _ format: any CheckpointFormat.Type, _ directory: String, _ storing: [DType: DType],
        _ options: SaveOptions
    ) {
        self.format = format
        self.directory = directory
        self.storing = storing
        self.options = options
        findings = ContractFindings(kind: "format", name: format.name)
    }

    /// A path with an extension of the format.
    func path(_ name: String) -> String {
        "\(directory)/\(name).\(format.fileExtensions.first ?? "bin")"
    }

    mutating func run(
        _ failures: [(label: String, write: (StateDictionary, String) throws -> Void)]
    ) {
        let parts: [(String, (inout FormatCheck) throws -> Void)] = [
            ("round trips", { try $0.checkRoundTrips() }),
            ("names", { try $0.checkNames() }),
            ("truncation", { try $0.checkTruncation() }),
            ("paths", { try $0.checkPaths() }),
            ("failed writes", { try $0.checkFailures(failures) }),
        ]
        findings.report.sampleCount = parts.count
        for (part, run) in parts {
            do { try run(&self) } catch { findings.fail(part, "threw \(error)") }
        }
    }
}
