import ReferenceSupport

/// The comparison that all tests look into, made once.
func comparison() throws -> Comparison { try made.get() }

private let made = Result { try Comparison() }

/// The fixture of a subject.
func fixture(_ name: String, in folder: Fixtures.Folder) throws -> ReferenceFile {
    guard let file = try comparison().row(name, in: folder).file else {
        throw ReferenceError("\(name) has no file of its own")
    }
    return file
}
