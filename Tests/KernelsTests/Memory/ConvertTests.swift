import Kernels
import Serialization
import TensorCore
import TestSupport
import Testing

struct ConvertTests {
    /// The bytes of `bytes`, numbers of one type, as another type.
    private func converted(_ bytes: [UInt8], _ from: DType, to dtype: DType) -> [UInt8] {
        let count = bytes.count / from.byteCount
        let (source, target) = (Guarded(bytes), Guarded<UInt8>(shape: [count * dtype.byteCount]))
        Convert.convert(
            ArrayView(pointer: target.view.pointer, shape: [count], dtype: dtype),
            ArrayView(pointer: source.view.pointer, shape: [count], dtype: from))
        #expect(target.isIntact)
        return target.elements
    }

    /// The number in some bytes, widened.
    private func number(_ bytes: ArraySlice<UInt8>, _ dtype: DType) -> Double {
        let bits = bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        switch dtype {
        case .float64: return Double(bitPattern: bits)
        case .float32: return Double(Float(bitPattern: UInt32(bits)))
        case .float16: return Double(HalfPrecision.float(binary16: UInt16(bits)))
        case .bfloat16: return Double(HalfPrecision.float(bfloat16: UInt16(bits)))
        default: return Double(bits)
        }
    }

    /// PyTorch's conversions, made by tools/fixtures/kernels.py: each pair of types, at the edges.
    @Test(arguments: DType.allCases)
    func givesPyTorchsBits(from: DType) throws {
        let fixture = try StateDictionary(contentsOf: fixturePath("Kernels/convert.npz"))
        let source = try bytes(of: #require(fixture["source \(from)"]))
        for to in DType.allCases {
            let expected = try bytes(of: #require(fixture["\(from) \(to)"]))
            let result = converted(source, from, to: to)
            let count = source.count / from.byteCount
            try #require(result.count == expected.count && count > 1)
            for i in 0..<count {
                let x = source[i * from.byteCount..<(i + 1) * from.byteCount]
                let ours = result[i * to.byteCount..<(i + 1) * to.byteCount]
                let theirs = expected[i * to.byteCount..<(i + 1) * to.byteCount]
                if from.isFloatingPoint, [.uint32, .uint64].contains(to) {
                    // C leaves the others undefined; see below.
                    let bound = to == .uint32 ? 0x1p32 : 0x1p64
                    let value = number(x, from)
                    guard value > -1, value < bound else { continue }
                }
                let bothNaN =
                    to.isFloatingPoint && number(ours, to).isNaN && number(theirs, to).isNaN
                #expect(ours == theirs || bothNaN, "\(from) \(number(x, from)) to \(to)")
            }
        }
    }

    @Test func whatAnUnsignedTypeCannotHoldKeepsTheLowBits() {
        let x = Guarded([-1, -1e10, 0x1p63, 0x1p64, .infinity, .nan, -0x1p63, -1e30] as [Double])
        func results<T: BinaryInteger>(_ dtype: DType, _: T.Type) -> [T] {
            let target = Guarded<UInt8>(shape: [8 * dtype.byteCount])
            Convert.convert(
                ArrayView(pointer: target.view.pointer, shape: [8], dtype: dtype), x.view)
            return (0..<8).map {
                target.view.pointer.assumingMemoryBound(to: T.self)[$0]
            }
        }
        let least = UInt64(1) << 63
        #expect(
            results(.uint64, UInt64.self) == [
                .max, UInt64(bitPattern: -10_000_000_000), least, least, least, least, least, least,
            ])
        #expect(
            results(.uint32, UInt32.self) == [
                .max, UInt32(truncatingIfNeeded: -10_000_000_000 as Int64), 0, 0, 0, 0, 0, 0,
            ])
    }

    @Test func everyElementOfALongArrayIsConverted() {
        // Chunks of 512 on several threads.
        let count = 100_003
        let x = Guarded((0..<count).map { Int32($0 - 50_000) })
        let (y, z) = (Guarded<Double>(shape: [count]), Guarded<Float>(shape: [count]))
        Convert.convert(y.view, x.view)
        Convert.convert(z.view, y.view)
        #expect(y.elements == (0..<count).map { Double($0 - 50_000) } && y.isIntact)
        #expect(z.elements == (0..<count).map { Float($0 - 50_000) } && z.isIntact)
        Convert.convert(y.view, z.view)
        #expect(y.elements == (0..<count).map { Double($0 - 50_000) })
    }

    @Test func nothingIsConvertedToNothing() {
        for from in DType.allCases {
            for to in DType.allCases { #expect(converted([], from, to: to) == []) }
        }
    }

    @Test func wideningAndBackLosesNothing() {
        var random = SplitMix(state: 5)
        let exact: [(DType, DType)] = [
            (.bool, .uint8), (.uint8, .int16), (.int8, .float16), (.int16, .float32),
            (.uint16, .int32), (.int32, .float64), (.uint32, .int64), (.int64, .uint64),
            (.float16, .float32), (.bfloat16, .float64), (.float32, .float64),
        ]
        for (narrow, wide) in exact {
            var bytes = (0..<700 * narrow.byteCount).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            if narrow == .bool { bytes = bytes.map { $0 & 1 } }
            // Through the other type first, so that NaNs are those that a conversion gives.
            let start = converted(converted(bytes, narrow, to: wide), wide, to: narrow)
            let back = converted(converted(start, narrow, to: wide), wide, to: narrow)
            #expect(back == start, "\(narrow), \(wide)")
            if !narrow.isFloatingPoint { #expect(start == bytes) }
        }
    }
}
