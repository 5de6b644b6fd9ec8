import Serialization

extension FormatCheck {
    /// What is written comes back, bit for bit.
    mutating func checkRoundTrips() throws {
        let shapes: [Shape] = [[], [1], [3], [0], [2, 3], [2, 0, 3], [1, 2, 1, 3, 1]]
        for dtype in DType.allCases {
            var state = StateDictionary()
            for shape in shapes { state["\(dtype) \(shape)"] = try Self.numbers(shape, dtype) }
            try check(state, "all shapes of \(dtype)")
        }
        let matrix = try Self.numbers([3, 4], .float32)
        try check(
            [
                "transposed": try matrix.transpose(0, 1),
                "narrowed": try matrix.narrow(dim: 1, start: 1, length: 2),
                "expanded": try Self.numbers([1, 3], .int32).expand([4, 3]),
            ], "tensors that are not contiguous")
        let single: [UInt32] = [
            0x7FC0_0005, 0x7F80_0009, 0xFFC0_0003, 0, 0x8000_0000, 0x7F80_0000, 0xFF80_0000, 1,
        ]
        let double: [UInt64] = single.map { UInt64($0) << 32 | 5 }
        try check(["special": try Self.specials(.float32, single)], "float32 bits")
        try check(["special": try Self.specials(.float64, double)], "float64 bits")
        try check(StateDictionary(), "an empty state")
        try check(["many": try Self.numbers([70_001], .float64)], "a large tensor")
    }

    /// Bytes that all differ, as elements of any type.
    private static func numbers(_ shape: Shape, _ dtype: DType) throws -> Tensor {
        try Tensor(uninitialized: shape, dtype: dtype) { bytes in
            for index in bytes.indices {
                let byte = UInt8(truncatingIfNeeded: index &* 37 &+ 11)
                bytes[index] = dtype == .bool ? byte & 1 : byte
            }
        }
    }

    /// NaN with payloads, quiet and signalling, zeros of both signs, infinities, denormals; as bits, so
    /// that no arithmetic touches them.
    private static func specials<Bits: FixedWidthInteger>(
        _ dtype: DType, _ bits: [Bits]
    ) throws -> Tensor {
        try Tensor(uninitialized: [bits.count], dtype: dtype) { bytes in
            bits.withUnsafeBytes { bytes.copyMemory(from: $0) }
        }
    }

    private mutating func check(_ state: StateDictionary, _ what: String) throws {
        let path = path("trip")
        do {
            try format.write(state, to: path, options: options)
            let found = try format.read(from: path, limits: ReadLimits())
            var expected = StateDictionary()
            for (name, tensor) in state {
                expected[name] = try tensor.to(dtype: storing[tensor.dtype] ?? tensor.dtype)
            }
            if let name = try expected.firstDifference(from: found) {
                let (old, new) = (expected[name], found[name])
                findings.fail(
                    "round trips",
                    "\(what): \"\(name)\" was \(old.map(Self.description) ?? "absent"), and came back "
                        + (new.map(Self.description) ?? "absent"))
            }
        } catch { findings.fail("round trips", "\(what) threw \(error)") }
    }

    private static func description(_ tensor: Tensor) -> String {
        "\(tensor.dtype) \(tensor.shape)"
    }

    /// Awkward names come back, or are refused as a whole.
    mutating func checkNames() throws {
        let names = [
            "", ".", "..", "/", "/etc/passwd", "../../up", "a/../b", "a\\b", "a\0b", "é",
            "e\u{301}",
            "層", " ", "x.npy", String(repeating: "n", count: 70_000), "\n",
        ]
        let old: StateDictionary = ["old": try Self.numbers([3], .float32)]
        for (index, name) in names.enumerated() {
            let path = path("name\(index)")
            try format.write(old, to: path, options: options)
            let before = try bytes(path)
            let state: StateDictionary = [
                "first": try Self.numbers([2], .float32), name: try Self.numbers([4], .int64),
            ]
            do { try format.write(state, to: path, options: options) } catch {
                expectUntouched(
                    path, before, "names", "the refused name \(name.debugDescription.prefix(40))")
                continue
            }
            do {
                let found = try format.read(from: path, limits: ReadLimits(maxNameBytes: 1 << 20))
                guard let different = try state.firstDifference(from: found) else { continue }
                findings.fail(
                    "names",
                    "\(name.debugDescription.prefix(40)) was written, but \(different.debugDescription.prefix(40)) differs"
                )
            } catch {
                findings.fail(
                    "names",
                    "\(name.debugDescription.prefix(40)) was written, but reading threw \(error)")
            }
        }
    }
}
