import TensorCore

/// Turns the bytes of one `.npy` file into a tensor.
enum NPYReader {
    /// The tensor that `source`, which has `byteCount` bytes, holds.
    ///
    /// Nothing is allocated for the data before the header's shape and `byteCount` agree to the
    /// byte.
    static func tensor(
        from source: some ByteSource, byteCount: Int, limits: ReadLimits
    ) throws -> Tensor {
        let header = try header(from: source, byteCount: byteCount, limits: limits)
        return try tensor(of: header, from: source)
    }

    /// The header of the file that `source` holds, once shape, `byteCount` and limits agree.
    static func header(
        from source: some ByteSource, byteCount: Int, limits: ReadLimits
    ) throws -> NPYHeader {
        let site = source.site
        let (header, headerBytes) = try readHeader(
            from: source, byteCount: byteCount, limits: limits)
        let dataBytes = byteCount - headerBytes
        guard header.byteCount == dataBytes else {
            throw site.error(
                .malformed,
                expected: "\(header.byteCount) bytes of data, for the shape \(header.shape)",
                got: "\(dataBytes)", advice: "The file is cut off, or not written by NumPy's rules."
            )
        }
        guard dataBytes <= limits.maxBytes else {
            throw site.error(
                .limitExceeded, expected: "at most \(limits.maxBytes) bytes", got: "\(dataBytes)",
                advice: "Raise ReadLimits.maxBytes if the file is to be trusted.")
        }
        return header
    }

    /// The tensor whose header was read from `source`, and whose data comes next.
    static func tensor(of header: NPYHeader, from source: some ByteSource) throws -> Tensor {
        do {
            return try Tensor(uninitialized: Shape(header.shape), dtype: header.descriptor.dtype) {
                try readData(from: source, header: header, into: $0)
            }
        } catch let error as SerializationError {
            throw error
        } catch {
            throw source.site.outOfMemory(error, byteCount: header.byteCount)
        }
    }

    /// The header and the number of bytes up to the data.
    private static func readHeader(
        from source: some ByteSource, byteCount: Int, limits: ReadLimits
    ) throws -> (NPYHeader, Int) {
        let site = source.site
        let magic = NPYHeader.magic
        let versionBytes = 2
        var position = magic.count + versionBytes
        guard byteCount >= position else { throw notNPY(site, got: "\(byteCount) bytes") }
        let start = try source.bytes(count: position)
        guard start.starts(with: magic) else { throw notNPY(site, got: printable(start)) }

        let lengthBytes: Int
        switch (start[magic.count], start[magic.count + 1]) {
        case (1, 0): lengthBytes = 2
        case (2, 0), (3, 0): lengthBytes = 4
        case (let major, let minor):
            throw site.error(
                .unsupported, expected: ".npy version 1.0, 2.0 or 3.0", got: "\(major).\(minor)")
        }
        position += lengthBytes
        guard byteCount >= position else { throw notNPY(site, got: "\(byteCount) bytes") }
        let length = LittleEndianBytes(try source.bytes(count: lengthBytes)).integer(
            at: 0, byteCount: lengthBytes)
        guard length <= limits.maxHeaderBytes else {
            throw site.error(
                .limitExceeded, expected: "a header of at most \(limits.maxHeaderBytes) bytes",
                got: "\(length)")
        }
        guard length <= byteCount - position else {
            throw site.error(
                .malformed, expected: "a header within the \(byteCount) bytes",
                got: "a length of \(length)", advice: "The file is cut off.")
        }
        let header = try NPYHeaderParser.parse(source.bytes(count: Int(length)), site: site)
        return (header, position + Int(length))
    }

    private static func notNPY(_ site: ErrorSite, got: String) -> SerializationError {
        site.error(
            .malformed, expected: "a .npy file, which starts with \\x93NUMPY and its version",
            got: got)
    }

    private static func readData(
        from source: some ByteSource, header: NPYHeader, into target: UnsafeMutableRawBufferPointer
    ) throws {
        let (dtype, width) = (header.descriptor.dtype, header.descriptor.dtype.byteCount)
        if header.isReordered {
            try FortranOrder.read(from: source, shape: header.shape, width: width, into: target)
        } else {
            try source.read(into: target)
        }
        // Only now are the bytes known to be intact, so that damage is not reported as something
        // else.
        try source.finish()
        if header.descriptor.isByteSwapped {
            ElementConversion.swapBytes(of: target, width: width)
        }
        try ElementConversion.checkBooleans(target, dtype: dtype, site: source.site)
    }
}
