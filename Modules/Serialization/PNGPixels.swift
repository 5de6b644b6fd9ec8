/// The samples of a PNG image, plane by plane.
struct PNGPixels {
    let channels: Int
    /// [channels, height, width] in C order.
    let planes: [UInt8]

    /// - Parameter rows: `header.filteredByteCount` bytes.
    init(_ rows: [UInt8], _ header: PNGHeader, _ palette: [UInt8], _ site: ErrorSite) throws {
        let samples = Self.samples(try Self.unfiltered(rows, header, site), header)
        let (width, height) = (header.width, header.height)
        guard header.color == .palette else {
            channels = header.color.sampleCount
            planes = Self.planes(samples, channels)
            return
        }
        guard let highest = samples.max(), Int(highest) * 3 + 3 <= palette.count else {
            throw site.error(
                .malformed, expected: "a palette with a colour for each number in the image",
                got: "\(palette.count / 3) colours")
        }
        channels = 3
        var planes = [UInt8]()
        planes.reserveCapacity(3 * width * height)
        for channel in 0..<3 {
            for sample in samples { planes.append(palette[3 * Int(sample) + channel]) }
        }
        self.planes = planes
    }

    /// Each byte is stored as a difference from what its row's filter foretells from the bytes to
    /// the left (a), above (b), and above to the left (c), which are 0 outside.
    ///
    /// Source: PNG Specification, 9.2.
    private static func unfiltered(
        _ rows: [UInt8], _ header: PNGHeader, _ site: ErrorSite
    ) throws -> [UInt8] {
        let (width, step) = (
            header.rowByteCount, max(1, header.color.sampleCount * header.depth / 8)
        )
        var result = [UInt8](repeating: 0, count: width * header.height)
        for row in 0..<header.height {
            let (source, target) = (row * (width + 1), row * width)
            let filter = rows[source]
            guard filter <= 4 else {
                throw site.error(.malformed, expected: "a filter from 0 to 4", got: "\(filter)")
            }
            for place in 0..<width {
                let a = place < step ? 0 : Int(result[target + place - step])
                let b = row == 0 ? 0 : Int(result[target - width + place])
                let c = place < step || row == 0 ? 0 : Int(result[target - width + place - step])
                let foretold =
                    switch filter {
                    case 1: a
                    case 2: b
                    case 3: (a + b) / 2
                    case 4: paeth(a, b, c)
                    default: 0
                    }
                result[target + place] =
                    rows[source + 1 + place] &+ UInt8(truncatingIfNeeded: foretold)
            }
        }
        return result
    }

    /// That of a, b and c which is nearest to a + b − c; the first of those equally near.
    private static func paeth(_ a: Int, _ b: Int, _ c: Int) -> Int {
        let (toA, toB, toC) = (abs(b - c), abs(a - c), abs(a + b - 2 * c))
        return toA <= toB && toA <= toC ? a : toB <= toC ? b : c
    }

    /// One byte for each sample: grey levels scaled to 0…255, numbers in a palette as they are.
    private static func samples(_ bytes: [UInt8], _ header: PNGHeader) -> [UInt8] {
        guard header.depth < 8 else { return bytes }
        let (perByte, mask) = (8 / header.depth, (1 << header.depth) - 1)
        let scale = header.color == .grey ? 255 / mask : 1
        var samples: [UInt8] = []
        samples.reserveCapacity(header.width * header.height)
        for row in 0..<header.height {
            for column in 0..<header.width {
                let byte = Int(bytes[row * header.rowByteCount + column / perByte])
                // The first sample is in the highest bits.
                let shift = 8 - header.depth * (column % perByte + 1)
                samples.append(UInt8((byte >> shift & mask) * scale))
            }
        }
        return samples
    }

    private static func planes(_ samples: [UInt8], _ channels: Int) -> [UInt8] {
        guard channels > 1 else { return samples }
        var planes: [UInt8] = []
        planes.reserveCapacity(samples.count)
        for channel in 0..<channels {
            for place in stride(from: channel, to: samples.count, by: channels) {
                planes.append(samples[place])
            }
        }
        return planes
    }
}
