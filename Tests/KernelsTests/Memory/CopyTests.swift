import Kernels
import TestSupport
import Testing

struct CopyTests {
    /// An array whose axes lie in any order, with gaps, backwards or repeated, in memory of its own.
    private struct Strided<T: Element> {
        let memory: Guarded<T>
        let view: ArrayView

        /// - Parameter repeats: Whether axes may have the stride 0.
        init(_ shape: Shape, repeats: Bool, _ random: inout SplitMix) {
            var strides = Shape(repeating: 0, count: shape.count)
            var (step, offset) = (1, 0)
            for axis in shape.indices.shuffled(using: &random) {
                if repeats, Int.random(in: 0..<4, using: &random) == 0 { continue }
                step *= Int.random(in: 1...2, using: &random)
                let isBackwards = Int.random(in: 0..<3, using: &random) == 0
                strides[axis] = isBackwards ? -step : step
                if isBackwards { offset += (max(shape[axis], 1) - 1) * step }
                step *= max(shape[axis], 1)
            }
            memory = Guarded((0..<max(step, 1)).map { T(Double($0 % 251)) })
            view = ArrayView(
                pointer: memory.view.advanced(by: offset), shape: shape, strides: strides,
                dtype: T.dtype)
        }
    }

    private func check<T: Element>(_: T.Type, _ shape: Shape, _ random: inout SplitMix) {
        let source = Strided<T>(shape, repeats: true, &random)
        let target = Strided<T>(shape, repeats: false, &random)
        var untouched = target.memory.elements
        Copy.copy(target.view, source.view)
        let place = "\(T.self) \(shape) \(source.view.strides) to \(target.view.strides)"
        #expect(target.view.elementBytes == source.view.elementBytes, "\(place)")
        // What lies between the target's elements is left alone.
        let start = (target.view.pointer - UnsafeMutableRawPointer(target.memory.pointer))
        for position in shape.positions {
            let offset = start / T.dtype.byteCount + target.view.offset(position)
            untouched[offset] = target.memory.elements[offset]
        }
        #expect(target.memory.elements == untouched && target.memory.isIntact, "\(place)")
    }

    @Test func agreesWithALoopForEveryLayoutAndWidth() {
        var random = SplitMix(state: 3)
        let shapes: [Shape] = [
            [], [1], [5], [3, 4], [4, 3, 2], [2, 1, 3], [2, 3, 2, 2], [2, 2, 1, 2, 3, 2, 2],
            [0], [2, 0, 3], [33, 35],
        ]
        for shape in shapes {
            for _ in 0..<(shape.elementCount > 100 ? 4 : 20) {
                check(UInt8.self, shape, &random)
                check(Float.self, shape, &random)
                check(Double.self, shape, &random)
            }
        }
    }

    /// Two-byte words have no arithmetic type here.
    @Test func movesTwoByteWords() {
        let source = Guarded((0..<48).map { UInt8($0) })
        let target = Guarded<UInt8>(shape: [48])
        let view = ArrayView(pointer: source.view.pointer, shape: [4, 6], dtype: .float16)
        let turned = ArrayView(pointer: target.view.pointer, shape: [6, 4], dtype: .float16)
        Copy.copy(turned, view.permuted([1, 0]))
        let expected = (0..<6).flatMap { row in
            (0..<4).flatMap { column -> [UInt8] in
                let word = UInt8(2 * (column * 6 + row))
                return [word, word + 1]
            }
        }
        #expect(target.elements == expected && target.isIntact)
    }

    /// Tiles of 32 and bands for threads: sizes around their multiples, beyond the grain.
    @Test(
        arguments: [[64, 64], [65, 1030], [1030, 65], [3, 200, 111], [200, 3, 111]] as [Shape])
    func transposesLargePlanes(shape: Shape) {
        let count = shape.elementCount
        let source = Guarded((0..<count).map { Int32($0) }, shape)
        let order = Array(shape.indices.reversed())
        let turned = source.view.permuted(order)
        let target = Guarded<Int32>(shape: turned.shape)
        Copy.copy(target.view, turned)
        var isRight = true
        let strides = turned.strides
        for (index, position) in turned.shape.positions.enumerated() {
            let offset = zip(position, strides).reduce(0) { $0 + $1.0 * $1.1 }
            isRight = isRight && target.pointer[index] == Int32(offset)
        }
        #expect(isRight && target.isIntact)
    }

    @Test func longContiguousArraysAreCopiedWhole() {
        let source = Guarded((0..<700_001).map { Float($0) })
        let target = Guarded<Float>(shape: [700_001])
        Copy.copy(target.view, source.view)
        #expect(target.elements == source.elements && target.isIntact)
    }
}
