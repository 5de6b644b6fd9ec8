import Kernels
import RealModule
import Testing

/// p₀ x + p₁, and for integers 3x, which overflows.
private enum Affine: UnaryFunction, IntegerUnaryFunction {
    static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        x * T(Int(p[0])) + T(Int(p[1]))
    }
    static func value<T: FixedWidthInteger>(integer x: T, _ p: SIMD4<Double>) -> T { x &* 3 }
}

struct UnaryLoopTests {
    private func run<T: Element>(_ loop: UnaryLoop?, _ values: [T]) -> [T] {
        let (x, y) = (Guarded(values), Guarded<T>(shape: [values.count]))
        loop?.run(y.view.pointer, x.view.pointer, values.count, [2, 1, 0, 0])
        #expect(y.isIntact && x.elements == values)
        return y.elements
    }

    @Test func mapsRealNumbers() {
        #expect(run(.portable(Affine.self, .float32), [1, -2, 0.5] as [Float]) == [3, -3, 2])
        #expect(run(.portable(Affine.self, .float64), [1e300, -2] as [Double]) == [2e300, -3])
        #expect(run(.portable(Affine.self, .float64), [] as [Double]) == [])
        for dtype in DType.allCases where ![.float32, .float64].contains(dtype) {
            #expect(UnaryLoop.portable(Affine.self, dtype) == nil)
        }
    }

    @Test func mapsIntegersAndWraps() {
        #expect(
            run(.portable(integer: Affine.self, .int32), [7, .max] as [Int32]) == [21, .max &* 3])
        #expect(
            run(.portable(integer: Affine.self, .int64), [-7, .min] as [Int64]) == [-21, .min])
        #expect(run(.portable(integer: Affine.self, .uint8), [7, 200] as [UInt8]) == [21, 88])
        for dtype in DType.allCases where ![.bool, .uint8, .int32, .int64].contains(dtype) {
            #expect(UnaryLoop.portable(integer: Affine.self, dtype) == nil)
        }
    }

    @Test func mayWriteOverItsInput() {
        let x = Guarded([1, 2, 3] as [Float])
        UnaryLoop.portable(Affine.self, .float32)?.run(
            x.view.pointer, x.view.pointer, 3, [2, 1, 0, 0])
        #expect(x.elements == [3, 5, 7])
    }
}
