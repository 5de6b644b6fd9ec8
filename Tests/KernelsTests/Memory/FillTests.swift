import Kernels
import TestSupport
import Testing

struct FillTests {
    /// Memory of any type, long enough for two threads.
    private func filled(_ dtype: DType, count: Int, _ fill: (ArrayView) -> Void) -> Bits? {
        let block = Guarded<UInt8>(shape: [count * dtype.byteCount])
        let view = ArrayView(pointer: block.view.pointer, shape: [count], dtype: dtype)
        fill(view)
        guard block.isIntact else { return nil }
        return Bits(dtype: dtype, shape: [count], bytes: block.elements)
    }

    /// The same by way of `Convert`, which has tests of its own.
    private func converted<T: Element>(_ value: T, to dtype: DType, count: Int) -> Bits {
        let (source, target) = (Guarded([value]), Guarded<UInt8>(shape: [dtype.byteCount]))
        Convert.convert(
            ArrayView(pointer: target.view.pointer, shape: [1], dtype: dtype), source.view)
        let bytes = (0..<count).flatMap { _ in target.elements }
        return Bits(dtype: dtype, shape: [count], bytes: bytes)
    }

    @Test(arguments: DType.allCases, [0, 1, 1000])
    func everyElementIsTheConvertedNumber(dtype: DType, count: Int) {
        for value in [0, 1, -1, 0.1, 300.7, -129.5, 1e20, -.infinity, .nan] as [Double] {
            let bits = filled(dtype, count: count) { Fill.fill($0, with: value) }
            #expect(bits == converted(value, to: dtype, count: count), "\(value)")
        }
        for value in [0, 1, -1, 300, 16_777_217, .max, .min] as [Int64] {
            let bits = filled(dtype, count: count) { Fill.fill($0, with: value) }
            #expect(bits == converted(value, to: dtype, count: count), "\(value)")
        }
    }

    @Test func longArraysAreFilledToTheEnd() {
        let block = Guarded<Double>(shape: [600_001])
        Fill.fill(block.view, with: 0.1)
        #expect(block.elements.allSatisfy { $0 == 0.1 } && block.isIntact)
    }
}
