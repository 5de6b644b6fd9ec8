public import TensorCore

/// The IDX format, in which MNIST and its relatives come: one array in one file.
///
/// ```swift
/// func mnist(in folder: String) throws -> TensorDataset {
///     let images = try IDX.read(from: "\(folder)/train-images-idx3-ubyte.gz")
///     let labels = try IDX.read(from: "\(folder)/train-labels-idx1-ubyte.gz")
///     return try TensorDataset(
///         images.unsqueeze(dim: 1).to(dtype: .float32) / 255, labels.to(dtype: .int64))
/// }
/// ```
///
/// A file that gzip packed is unpacked on the way, and its checksum compared; the format itself has
/// none.
///
/// Source: LeCun, Cortes, Burges, "The MNIST database of handwritten digits", its last section.
public enum IDX {
    /// As many dimensions as NumPy has.
    private static let maxRank = 64
    /// The types by their numbers in a file.
    private static let dtypes: [UInt8: DType] = [
        0x08: .uint8, 0x09: .int8, 0x0B: .int16, 0x0C: .int32, 0x0D: .float32, 0x0E: .float64,
    ]

    /// The tensor in the file at `path`.
    ///
    /// - Throws: `SerializationError`.
    public static func read(from path: String, limits: ReadLimits = ReadLimits()) throws -> Tensor {
        let bytes = try FileBytes.read(from: path, limits: limits)
        return try tensor(bytes, ErrorSite(operation: "read", path: path))
    }

    private static func tensor(_ bytes: [UInt8], _ site: ErrorSite) throws -> Tensor {
        guard bytes.count >= 4, bytes[0] == 0, bytes[1] == 0 else {
            throw site.error(
                .malformed, expected: "an IDX file, which starts with two bytes of 0",
                got: printable(bytes.prefix(4)))
        }
        guard let dtype = dtypes[bytes[2]] else {
            throw site.error(
                .unsupportedDType, expected: "one of the types 8, 9, 11, 12, 13, 14",
                got: "\(bytes[2])")
        }
        guard bytes[3] <= maxRank else {
            throw site.error(
                .unsupported, expected: "at most \(maxRank) dimensions", got: "\(bytes[3])")
        }
        let start = 4 + 4 * Int(bytes[3])
        guard bytes.count >= start else {
            throw site.error(
                .malformed, expected: "\(bytes[3]) sizes of four bytes", got: "the end of the file",
                advice: "The file is cut off.")
        }
        let shape = Shape(
            stride(from: 4, to: start, by: 4).map { at in
                bytes[at..<at + 4].reduce(0) { $0 << 8 | Int($1) }
            })
        let found = bytes.count - start
        guard let count = shape.checkedElementCount,
            case let (needed, overflows) = count.multipliedReportingOverflow(by: dtype.byteCount),
            !overflows, needed == found
        else {
            throw site.error(
                .malformed, expected: "the elements of \(dtype) \(shape)", got: "\(found) bytes",
                advice: "The file is cut off or damaged.")
        }
        return try tensor(bytes[start...], shape, dtype, site)
    }

    private static func tensor(
        _ bytes: ArraySlice<UInt8>, _ shape: Shape, _ dtype: DType, _ site: ErrorSite
    ) throws -> Tensor {
        do {
            // Room for as many bytes as the rest of the file has, which was checked.
            return try Tensor(uninitialized: shape, dtype: dtype) { target in
                target.copyBytes(from: bytes)
                // The numbers of a file have the first byte first.
                if Int(1).littleEndian == 1 {
                    ElementConversion.swapBytes(of: target, width: dtype.byteCount)
                }
            }
        } catch { throw site.outOfMemory(error, byteCount: bytes.count) }
    }
}
