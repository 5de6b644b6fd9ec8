/// Size and kind of a PNG image.
struct PNGHeader {
    /// What a pixel consists of, by the format's numbers.
    enum Color: UInt8 {
        case grey = 0, rgb = 2, palette = 3, greyAlpha = 4, rgbAlpha = 6

        /// Samples of a pixel in the file.
        var sampleCount: Int {
            switch self {
            case .grey, .palette: 1
            case .greyAlpha: 2
            case .rgb: 3
            case .rgbAlpha: 4
            }
        }
    }

    let width: Int
    let height: Int
    /// Bits of a sample.
    let depth: Int
    let color: Color

    init(_ content: ArraySlice<UInt8>, _ site: ErrorSite) throws {
        let bytes = Array(content)
        guard bytes.count == 13 else {
            throw site.error(
                .malformed, expected: "a header of 13 bytes", got: "\(bytes.count)")
        }
        width = bytes[0..<4].reduce(0) { $0 << 8 | Int($1) }
        height = bytes[4..<8].reduce(0) { $0 << 8 | Int($1) }
        depth = Int(bytes[8])
        guard let color = Color(rawValue: bytes[9]), width > 0, height > 0, width < 1 << 31,
            height < 1 << 31, bytes[10] == 0, bytes[11] == 0, bytes[12] <= 1
        else {
            throw site.error(
                .malformed, expected: "a header by the specification", got: "\(bytes)")
        }
        self.color = color
        let depths = color == .grey || color == .palette ? [1, 2, 4, 8] : [8]
        guard bytes[12] == 0, depths.contains(depth) else {
            throw site.error(
                .unsupported,
                expected: "an image of \(depths) bits that is not interlaced",
                got: "\(depth) bits" + (bytes[12] == 1 ? ", interlaced" : ""),
                advice: "Save it with 8 bits, without interlacing.")
        }
    }

    /// Bytes of a row, without its filter's.
    var rowByteCount: Int { (width * color.sampleCount * depth + 7) / 8 }
    /// Bytes of all rows with the filter's before each; the highest number where they are more.
    var filteredByteCount: Int {
        let (count, overflows) = height.multipliedReportingOverflow(by: rowByteCount + 1)
        return overflows ? .max : count
    }
    /// A bound on the bytes that reading takes: of a bit in the file come at most three bytes of
    /// colours and one of their numbers.
    var byteCount: Int {
        let (count, overflows) = filteredByteCount.multipliedReportingOverflow(by: 32)
        return overflows ? .max : count
    }
}
