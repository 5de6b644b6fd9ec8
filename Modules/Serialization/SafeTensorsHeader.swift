import TensorCore

/// What stands before the data of a `.safetensors` file: 8 bytes with its length, and JSON.
struct SafeTensorsHeader {
    /// In the order of the header, which need not be that of the data.
    let entries: [SafeTensorsEntry]
    let metadata: [String: String]
    /// Where the data starts in the file.
    let dataOffset: Int

    static let lengthByteCount = 8
    /// The format's own limit.
    static let maxByteCount = 100_000_000

    /// The header of `file`, once it and the size of the file agree to the byte.
    init(of file: InputFile, limits: ReadLimits) throws {
        let site = file.site
        let room = file.byteCount - Self.lengthByteCount
        guard room >= 0 else { throw Self.notSafeTensors(site, got: "\(file.byteCount) bytes") }
        let start = try file.bytes(at: 0, count: Self.lengthByteCount)
        let length = LittleEndianBytes(start).uint64(at: 0)
        guard length <= Self.maxByteCount, length <= limits.maxBytes else {
            throw site.error(
                .limitExceeded, expected: "a header of at most \(Self.maxByteCount) bytes",
                got: "a length of \(length)", advice: "The file may be of another format.")
        }
        guard length <= room else {
            throw site.error(
                .malformed, expected: "a header within the \(file.byteCount) bytes",
                got: "a length of \(length)", advice: "The file is cut off.")
        }
        let bytes = try file.bytes(at: Self.lengthByteCount, count: Int(length))
        (entries, metadata) = try SafeTensorsHeaderParser.parse(bytes, limits: limits, site: site)
        dataOffset = Self.lengthByteCount + bytes.count
        try checkTiling(dataByteCount: room - bytes.count, site: site)
    }

    /// The header of a file that is to be written.
    ///
    /// Data is ordered by falling width of its elements, as by the format's own writer, so that
    /// each tensor lies at a multiple of that; the header keeps the dictionary's order.
    init(of state: StateDictionary, metadata: [String: String], site: ErrorSite) throws {
        try MemberName.checkUnique(state.keys, site: site)
        let byteCounts = try state.map { name, tensor in
            let site = site.at(member: name)
            try SafeTensorsHeaderParser.check(name: name, maxBytes: MemberName.maxBytes, site: site)
            return try SafeTensorsEntry.byteCount(of: Array(tensor.shape), tensor.dtype, site: site)
        }
        // The sort is stable: equal widths stay in the dictionary's order.
        let order = state.indices.sorted {
            state[$0].tensor.dtype.byteCount > state[$1].tensor.dtype.byteCount
        }
        var starts = [Int](repeating: 0, count: state.count)
        var position = 0
        for index in order {
            starts[index] = position
            let (end, overflows) = position.addingReportingOverflow(byteCounts[index])
            guard !overflows else {
                throw site.error(
                    .malformed, expected: "tensors whose size in bytes fits into 63 bits",
                    got: "more")
            }
            position = end
        }
        entries = try state.indices.map { index in
            let (name, tensor) = state[index]
            return try SafeTensorsEntry(
                name: name, dtype: tensor.dtype, shape: Array(tensor.shape),
                offsets: (starts[index], starts[index] + byteCounts[index]), site: site)
        }
        self.metadata = metadata
        dataOffset = 0
        guard bytes.count - Self.lengthByteCount <= Self.maxByteCount else {
            throw site.error(
                .limitExceeded, expected: "a header of at most \(Self.maxByteCount) bytes",
                got: "\(bytes.count)", advice: "Write several files.")
        }
    }

    /// Throws unless the tensors' bytes follow each other and fill the data.
    private func checkTiling(dataByteCount: Int, site: ErrorSite) throws {
        var position = 0
        let byOffset = entries.sorted {
            ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
        }
        for entry in byOffset {
            let site = site.at(member: entry.name)
            guard entry.range.lowerBound == position else {
                throw site.error(
                    .malformed, expected: "data that starts at byte \(position), without gap",
                    got: "byte \(entry.range.lowerBound)",
                    advice: entry.range.lowerBound < position
                        ? "Tensors overlap." : "Bytes lie between tensors.")
            }
            guard entry.range.upperBound <= dataByteCount else {
                throw site.error(
                    .malformed, expected: "data within the \(dataByteCount) bytes there are",
                    got: "an end at byte \(entry.range.upperBound)", advice: "The file is cut off.")
            }
            position = entry.range.upperBound
        }
        guard position == dataByteCount else {
            throw site.error(
                .malformed, expected: "\(position) bytes of data", got: "\(dataByteCount)",
                advice: "Something follows the tensors.")
        }
    }

    private static func notSafeTensors(_ site: ErrorSite, got: String) -> SerializationError {
        site.error(
            .malformed, expected: "a .safetensors file, which starts with its header's length",
            got: got)
    }
}
