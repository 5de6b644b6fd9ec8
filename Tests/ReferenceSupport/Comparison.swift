/// Everything of the library compared with PyTorch: what the parity page shows.
package struct Comparison: Sendable {
    /// One subject's row.
    package struct Row: Sendable {
        /// The subject.
        package let name: String
        /// The fixture; schedulers share one, which is no list of cases.
        package let file: ReferenceFile?
        /// What was found.
        package let findings: Findings
    }

    /// The rows of each kind, in the order of names.
    package private(set) var rows: [Fixtures.Folder: [Row]] = [:]

    /// Compares all that has a fixture, on all kernels that this machine can run.
    package init() throws {
        for folder in Fixtures.Folder.allCases where folder != .schedulers {
            rows[folder] = try Fixtures.subjects(in: folder).map { subject in
                let file = try Fixtures.file(subject, in: folder)
                return Row(
                    name: subject, file: file, findings: try Self.check(subject, file, in: folder))
            }
        }
        rows[.schedulers] = try SchedulerReference.all.keys.sorted().map { kind in
            Row(name: kind, file: nil, findings: try SchedulerReference.check(kind))
        }
        rows[.schedulers]?.append(
            Row(
                name: "several on one optimizer", file: nil,
                findings: try SchedulerReference.check(nil)))
    }

    /// The row of a subject.
    package func row(_ name: String, in folder: Fixtures.Folder) throws -> Row {
        guard let row = rows[folder]?.first(where: { $0.name == name }) else {
            throw ReferenceError("no fixture of \(name)")
        }
        return row
    }

    /// What a comparison of one subject finds.
    package static func check(
        _ subject: String, _ file: ReferenceFile, in folder: Fixtures.Folder
    ) throws -> Findings {
        switch folder {
        case .operations:
            let function = try FunctionReference.operation(subject)
            return try KernelChoice.all { try function.check(file) }
        case .layers: return try KernelChoice.all { try LayerReference.check(file) }
        case .losses:
            let function = try FunctionReference.loss(subject)
            return try KernelChoice.all { try function.check(file) }
        case .optimizers:
            if let function = FunctionReference.clipping.first(where: { $0.name == subject }) {
                return try KernelChoice.all { try function.check(file) }
            }
            let optimizer = try OptimizerReference.named(subject)
            return try KernelChoice.all { try optimizer.check(file) }
        case .schedulers: return try SchedulerReference.check(subject)
        }
    }
}
