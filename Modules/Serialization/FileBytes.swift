/// The bytes of a whole file, for formats that are read in one piece.
package enum FileBytes {
    /// The bytes of the regular file at `path`; of one that gzip packed, what was packed.
    ///
    /// - Throws: `SerializationError`, also when there are more bytes than `limits.maxBytes`.
    package static func read(from path: String, limits: ReadLimits) throws -> [UInt8] {
        let file = try InputFile(path: path)
        guard file.byteCount <= limits.maxBytes else {
            throw file.site.error(
                .limitExceeded, expected: "at most \(limits.maxBytes) bytes",
                got: "\(file.byteCount)")
        }
        let bytes = try file.bytes(at: 0, count: file.byteCount)
        guard bytes.starts(with: Gunzip.magic) else { return bytes }
        return try Gunzip.unpack(bytes, site: file.site, limits: limits)
    }
}
