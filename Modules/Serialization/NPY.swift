public import TensorCore

/// NumPy's `.npy` format: one array in one file.
///
/// The dtypes are `bool`, `uint8` to `uint64`, `int8` to `int64`, `float16`, `float32` and
/// `float64`. NumPy has no bfloat16: such a tensor is written as float32, which holds every value
/// exactly, and is read back as float32. Big-endian data and Fortran order are converted on
/// reading; files are written in this machine's byte order and C order, with the bytes that
/// `numpy.save` writes. Text, complex numbers, dates, structures and objects are refused, and
/// nothing in a file is ever evaluated.
///
/// The format has no checksum: a file that is cut off is refused, but not one whose numbers were
/// damaged. ``NPZ`` has one.
///
/// Source: NumPy 2.4, `numpy/lib/_format_impl.py`.
public enum NPY {
    static let fileExtension = "npy"

    /// The tensor in the file at `path`.
    ///
    /// Memory is allocated only once the header, the size of the file, and the limits agree.
    ///
    /// - Throws: `SerializationError`.
    public static func read(from path: String, limits: ReadLimits = ReadLimits()) throws -> Tensor {
        let file = try InputFile(path: path)
        return try NPYReader.tensor(
            from: FileSource(file), byteCount: file.byteCount, limits: limits)
    }

    /// Replaces the file at `path` with `tensor`.
    ///
    /// The bytes are forced to the medium before the file gets its name, and the name before this
    /// returns. A write past a limit on file sizes raises SIGXFSZ, which ends a process that does
    /// not ignore it; the file is then what it was before. This function leaves signals as they
    /// are.
    ///
    /// - Throws: `SerializationError`; then the file at `path` is what it was before, unless the
    ///   code is `savedDurabilityUnknown`.
    public static func write(_ tensor: Tensor, to path: String) throws {
        try write(tensor, to: path, fileSystem: .system)
    }

    package static func write(_ tensor: Tensor, to path: String, fileSystem: FileSystem) throws {
        let site = ErrorSite(operation: "write", path: path)
        let writer = try NPYWriter(tensor, site: site)
        try AtomicReplacement.replaceFile(at: path, fileSystem: fileSystem) { sink in
            try writer.write { try sink.write($0, site: site) }
        }
    }
}
