import Kernels
import RealModule
import Testing

/// a − b, which depends on the order.
private enum Difference: BinaryFunction {
    static func value<T: Real>(_ a: T, _ b: T) -> T { a - b }
    static func value<T: FixedWidthInteger>(integer a: T, _ b: T) -> T { a &- b }
}

private enum Below: ComparisonFunction {
    static func holds<T: Comparable>(_ a: T, _ b: T) -> Bool { a < b }
}

struct BinaryLoopTests {
    private func run<T: Element, R: Element>(
        _ loop: BinaryLoop?, _ a: [T], _ b: [T], mode: Int = 0, as _: R.Type = R.self
    ) -> [R] {
        let count = mode == 1 ? b.count : a.count
        let (a, b, out) = (Guarded(a), Guarded(b), Guarded<R>(shape: [count]))
        loop?.run(out.view.pointer, a.view.pointer, b.view.pointer, count, mode)
        #expect(out.isIntact)
        return out.elements
    }

    @Test func combinesArraysAndScalars() throws {
        let loop = try #require(BinaryLoop.portable(Difference.self, .float32))
        #expect(run(loop, [5, 6, 7] as [Float], [1, 2, 4]) == [4, 4, 3] as [Float])
        #expect(run(loop, [10] as [Float], [1, 2, 4], mode: 1) == [9, 8, 6] as [Float])
        #expect(run(loop, [5, 6, 7] as [Float], [1], mode: 2) == [4, 5, 6] as [Float])
        for mode in 0...2 {
            // Nothing is read of empty arrays, of which a scalar mode would read one element.
            let out = Guarded<Float>(shape: [0])
            loop.run(out.view.pointer, out.view.pointer, out.view.pointer, 0, mode)
            #expect(out.isIntact)
        }
    }

    @Test func integersWrapAndBooleansStayBooleans() {
        let wrapped: [Int32] = run(
            .portable(Difference.self, .int32), [.min, 3] as [Int32], [1, 5])
        #expect(wrapped == [.max, -2])
        let long: [Int64] = run(.portable(Difference.self, .int64), [.min] as [Int64], [1])
        #expect(long == [.max])
        let bytes: [UInt8] = run(.portable(Difference.self, .uint8), [1, 3] as [UInt8], [2, 1])
        #expect(bytes == [255, 2])
        // 0 − 1 is not 0, and so true, which is 1.
        let truths: [UInt8] = run(
            .portable(Difference.self, .bool), [0, 1, 1] as [UInt8], [1, 1, 0])
        #expect(truths == [1, 0, 1])
    }

    @Test func comparisonsGiveBooleans() {
        let floats: [UInt8] = run(
            .portable(comparison: Below.self, .float64), [1, 2, .nan] as [Double], [2, 2, 2])
        #expect(floats == [1, 0, 0])
        let integers: [UInt8] = run(
            .portable(comparison: Below.self, .int64), [-1, 5] as [Int64], [0, 4])
        #expect(integers == [1, 0])
        let bytes: [UInt8] = run(
            .portable(comparison: Below.self, .uint8), [1, 200] as [UInt8], [200, 1])
        #expect(bytes == [1, 0])
    }

    @Test func onlyComputingTypesHaveLoops() {
        for dtype in DType.allCases {
            #expect((BinaryLoop.portable(Difference.self, dtype) != nil) == dtype.computes)
            #expect((BinaryLoop.portable(comparison: Below.self, dtype) != nil) == dtype.computes)
        }
    }
}
