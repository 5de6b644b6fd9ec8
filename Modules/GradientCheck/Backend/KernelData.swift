public import Kernels

/// The numbers that a kernel is called with: repeatable, and nasty.
public struct KernelData: Sendable {
    /// The kernel's key.
    public let name: String
    /// The type of the elements.
    public let dtype: DType
    /// Moves all random numbers.
    public let seed: Int
    /// The portable loops of the program, by name.
    private let places: [String: any KernelPlace]

    package init(name: String, dtype: DType, seed: Int, places: [String: any KernelPlace]) {
        self.name = name
        self.dtype = dtype
        self.seed = seed
        self.places = places
    }

    /// A set of numbers with a name for reports.
    public typealias Set = (label: String, values: [Double])

    /// The numbers of elements to call with: empty, around the widths of vectors, long with a tail.
    public var lengths: [Int] { [0, 1, 3, 7, 8, 9, 15, 16, 17, 31, 33, 1000, 4097] }

    /// Lengths for kernels whose work grows with the square, and for rows of matrices.
    public var shortLengths: [Int] { [1, 3, 8, 17, 33] }

    /// The name without a suffix such as `.gradient`; the whole name when it has none.
    public var forwardName: String {
        name.hasSuffix(".gradient") ? String(name.dropLast(9)) : name
    }

    /// Another kernel's portable loop for the same type of elements.
    public func portable<Loop>(_ name: String, as _: Loop.Type = Loop.self) -> Loop? {
        places[name]?.portableLoop(dtype) as? Loop
    }

    /// Numbers spread evenly over a range, in an order that looks random.
    public func random(
        _ count: Int, in range: ClosedRange<Double> = -8...8, seed: Int = 0
    ) -> [Double] {
        let start = Double(1 + 17 * (seed + 31 * self.seed))
        return (0..<count).map { index in
            // Multiples of the golden ratio modulo 1 fill an interval evenly (Weyl 1916).
            let position = (Double(index) + start) * 0.618_033_988_749_895
            return range.lowerBound
                + (range.upperBound - range.lowerBound) * (position - position.rounded(.down))
        }
    }

    /// Numbers of both signs whose sizes run through all exponents of the type, or a part of them.
    public func wide(_ count: Int, share: Double = 1, seed: Int = 0) -> [Double] {
        guard dtype.isFloatingPoint else { return random(count, in: -1e6...1e6, seed: seed) }
        let most = (dtype == .float64 ? 1023.0 : 127) * share
        let exponents = random(count, in: -most...most, seed: seed + 3)
        return zip(exponents, random(count, in: -2...2, seed: seed + 5)).map { exponent, factor in
            Double(sign: factor < 0 ? .minus : .plus, exponent: Int(exponent), significand: 1)
                * (1 + factor.magnitude / 2)
        }
    }

    /// The numbers at which kernels go wrong: NaN, infinities, zeros, denormals, extremes.
    public var specials: [Double] {
        switch dtype {
        case .float32: Self.specials(Float.self) + [88.72, -87.34, -103.97, 13.2]
        case .float64: Self.specials(Double.self) + [709.78, -708.4, -745.1, 37.5]
        case .uint8: [0, 1, 2, 127, 128, 255]
        case .bool: [0, 1]
        default: [0, 1, -1, 2, -2, 46_341, 2_147_483_647, -2_147_483_648]
        }
    }

    private static func specials<T: BinaryFloatingPoint>(_: T.Type) -> [Double] {
        let positive: [T] = [
            .infinity, 0, .leastNonzeroMagnitude, .leastNormalMagnitude,
            .leastNormalMagnitude.nextDown, .greatestFiniteMagnitude, 1, T(1).nextUp, 0.5,
            2, 1e4, 16_777_217,
        ]
        return [.nan] + positive.flatMap { [Double($0), -Double($0)] }
    }

    /// The least positive number of the type.
    public var leastNumber: Double {
        dtype == .float64
            ? Double.leastNonzeroMagnitude : Double(Float.leastNonzeroMagnitude)
    }

    /// The special numbers one after another, as often as it takes.
    public func special(_ count: Int, from start: Int = 0) -> [Double] {
        let all = specials
        return (0..<count).map { all[($0 + start) % all.count] }
    }

    /// All of these sets: ordinary numbers, all exponents, special ones, a single NaN at the front
    /// and at the back.
    public func sets(_ count: Int) -> [Set] {
        var sets = [("random", random(count)), ("all exponents", wide(count))]
        for start in [0, 7, 16] {
            sets.append(("special from \(start)", special(count, from: start)))
        }
        if dtype.isFloatingPoint, count > 0 {
            sets.append(("NaN last", replacing(random(count), at: count - 1, with: .nan)))
            sets.append(("NaN first", replacing(random(count), at: 0, with: .nan)))
        }
        return count == 0 ? [sets[0]] : sets
    }

    /// Sets for sums: no two numbers whose sum depends on the order by more than rounding.
    public func additiveSets(_ count: Int) -> [Set] {
        var sets = [("random", random(count))]
        guard count > 0 else { return sets }
        guard dtype.isFloatingPoint else { return sets + [("special", special(count))] }
        let middle = count / 2
        sets += [
            ("many exponents", wide(count, share: 0.4)),
            ("one sign", random(count, in: 0.5...1.5)),
            ("denormals", random(count, in: -300...300).map { $0.rounded() * leastNumber }),
            ("negative zeros", [Double](repeating: -0.0, count: count)),
            ("NaN last", replacing(random(count), at: count - 1, with: .nan)),
            ("NaN first", replacing(random(count), at: 0, with: .nan)),
            ("infinite", replacing(random(count), at: middle, with: .infinity)),
            (
                "both infinities",
                replacing(
                    replacing(random(count), at: middle, with: .infinity), at: count - 1,
                    with: -.infinity)
            ),
        ]
        return sets
    }

    /// A copy with one number replaced.
    public func replacing(_ values: [Double], at index: Int, with value: Double) -> [Double] {
        var values = values
        values[index] = value
        return values
    }

    /// Rows of numbers with gaps between them, which no kernel may use: NaN. The last row ends the
    /// array.
    public func padded(_ values: [Double], columns: Int, stride: Int) -> [Double] {
        guard stride > columns, columns > 0 else { return values }
        let gap = [Double](repeating: dtype.isFloatingPoint ? .nan : 77, count: stride - columns)
        return Swift.stride(from: 0, to: values.count, by: columns).flatMap { start in
            (start == 0 ? [] : gap) + values[start..<start + columns]
        }
    }
}
