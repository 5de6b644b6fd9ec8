import Kernels
import RealModule
import Synchronization
import TestSupport
import Testing

private enum Difference: BinaryFunction {
    static func value<T: Real>(_ a: T, _ b: T) -> T { a - b }
    static func value<T: FixedWidthInteger>(integer a: T, _ b: T) -> T { a &- b }
}

private enum Negated: UnaryFunction {
    static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T { -x }
}

/// A view of memory that is not in C order, and how it came about.
private struct Laid {
    let what: String
    let view: ArrayView
}

/// Views of `shape` that lie in every way that operations make: in C order, transposed, with gaps,
/// backwards, repeated.
private func layouts<T: Element>(_ memory: Guarded<T>, _ shape: Shape) -> [Laid] {
    let size = shape.elementCount
    precondition(memory.count >= 4 * size + 8)
    func at(_ offset: Int, _ strides: Shape) -> ArrayView {
        ArrayView(
            pointer: memory.view.advanced(by: offset), shape: shape, strides: strides,
            dtype: T.dtype)
    }
    let order = shape.contiguousStrides
    var turned = Shape(repeating: 0, count: shape.count)
    var step = 1
    for axis in 0..<shape.count {
        turned[axis] = step
        step *= max(shape[axis], 1)
    }
    var lastReversed = order
    if let last = shape.indices.last { lastReversed[last] = -1 }
    var result = [
        Laid(what: "C order", view: at(3, order)), Laid(what: "Fortran order", view: at(1, turned)),
        Laid(what: "every second", view: at(2, Shape(order.map { 2 * $0 }))),
        Laid(what: "every fourth of Fortran order", view: at(0, Shape(turned.map { 4 * $0 }))),
        Laid(what: "backwards", view: at(max(size - 1, 0), Shape(order.map { -$0 }))),
        Laid(what: "last axis backwards", view: at(max((shape.last ?? 1) - 1, 0), lastReversed)),
        Laid(what: "one element", view: at(5, Shape(repeating: 0, count: shape.count))),
    ]
    for axis in shape.indices {
        var strides = order
        strides[axis] = 0
        result.append(Laid(what: "axis \(axis) repeated", view: at(0, strides)))
    }
    return result
}

struct ElementwiseTests {
    private static let shapes: [Shape] = [
        [], [1], [7], [600], [3, 5], [2, 1, 4], [2, 3, 4], [2, 2, 2, 2, 3], [0], [3, 0, 2],
    ]

    /// The elements of a view, one by one.
    private func read<T: Element>(_ view: ArrayView, _: T.Type) -> [T] {
        view.shape.positions.map {
            view.advanced(by: view.offset($0)).assumingMemoryBound(to: T.self).pointee
        }
    }

    @Test(arguments: shapes)
    func unaryAgreesWithALoopInEveryLayout(shape: Shape) throws {
        let loop = try #require(UnaryLoop.portable(Negated.self, .float32))
        var random = SplitMix(state: 1)
        let memory = Guarded<Float>([4 * shape.elementCount + 8], in: -1...1, &random)
        for laid in layouts(memory, shape) {
            let out = Guarded<Float>(shape: shape)
            Elementwise.unary(loop, out.view, laid.view)
            #expect(out.elements == read(laid.view, Float.self).map { -$0 }, "\(laid.what)")
            #expect(out.isIntact)
        }
    }

    @Test(arguments: shapes)
    func binaryAgreesWithALoopInEveryPairOfLayouts(shape: Shape) throws {
        let loop = try #require(BinaryLoop.portable(Difference.self, .float64))
        var random = SplitMix(state: 2)
        let (first, second) = (
            Guarded<Double>([4 * shape.elementCount + 8], in: -1...1, &random),
            Guarded<Double>([4 * shape.elementCount + 8], in: -1...1, &random)
        )
        for a in layouts(first, shape) {
            for b in layouts(second, shape) {
                let out = Guarded<Double>(shape: shape)
                Elementwise.binary(loop, out.view, a.view, b.view)
                let expected = zip(read(a.view, Double.self), read(b.view, Double.self)).map(-)
                #expect(out.elements == expected, "\(a.what), \(b.what)")
                #expect(out.isIntact)
            }
        }
    }

    @Test func binaryBroadcasts() throws {
        let loop = try #require(BinaryLoop.portable(Difference.self, .int64))
        let column = Guarded([10, 20] as [Int64], [2, 1])
        let row = Guarded([1, 2, 3] as [Int64], [3])
        let scalar = Guarded([100] as [Int64], [])
        let out = Guarded<Int64>(shape: [2, 3])
        Elementwise.binary(loop, out.view, column.view, row.view)
        #expect(out.elements == [9, 8, 7, 19, 18, 17])
        Elementwise.binary(loop, out.view, scalar.view, row.view)
        #expect(out.elements == [99, 98, 97, 99, 98, 97])
        Elementwise.binary(loop, out.view, column.view, scalar.view)
        #expect(out.elements == [-90, -90, -90, -80, -80, -80])
        Elementwise.binary(loop, out.view, scalar.view, column.view)
        #expect(out.elements == [90, 90, 90, 80, 80, 80])
        #expect(out.isIntact)
    }

    @Test func longRunsAreCutAndPackedRight() throws {
        let loop = try #require(BinaryLoop.portable(Difference.self, .float32))
        // Beyond the grain in one run, in many runs, and in one long and some short ones.
        for shape in [[100_003], [3, 40_001], [20_000, 5], [1, 70_000, 2]] as [Shape] {
            let count = shape.elementCount
            let memory = Guarded((0..<2 * count).map { Float($0 % 8191) })
            let dense = ArrayView(pointer: memory.view.pointer, shape: shape, dtype: .float32)
            let gaps = dense.with(shape: shape, strides: Shape(dense.strides.map { 2 * $0 }))
            let out = Guarded<Float>(shape: shape)
            Elementwise.binary(loop, out.view, gaps, dense)
            let expected = (0..<count).map { Float(2 * $0 % 8191) - Float($0 % 8191) }
            #expect(out.elements == expected, "\(shape)")
            #expect(out.isIntact)
        }
    }

    @Test func selectTakesWordsOfEveryWidth() {
        func check<T: Element>(_: T.Type) {
            let condition = Guarded([1, 0, 2, 0] as [UInt8], [2, 2])
            let a = Guarded<T>([T(1), T(2), T(3), T(4)], [2, 2])
            let b = Guarded<T>([T(9)], [1])
            let out = Guarded<T>(shape: [2, 2])
            Elementwise.select(out.view, condition.view, a.view, b.view)
            #expect(out.elements == [T(1), T(9), T(3), T(9)])
            Elementwise.select(
                out.view, condition.view.permuted([1, 0]), a.view.permuted([1, 0]), b.view)
            #expect(out.elements == [T(1), T(3), T(9), T(9)])
            #expect(out.isIntact)
        }
        check(UInt8.self)
        check(Int32.self)
        check(Float.self)
        check(Double.self)
        check(Int64.self)
    }

    @Test func rangesCoverEverythingOnce() {
        for (count, grain) in [(0, 10), (1, 10), (10, 10), (11, 10), (99, 10), (100_000, 1)] {
            let ranges = Mutex<[Range<Int>]>([])
            Elementwise.parallelRanges(count, grain: grain) { range in
                ranges.withLock { $0.append(range) }
            }
            let sorted = ranges.withLock { $0.sorted { $0.lowerBound < $1.lowerBound } }
            #expect(sorted.flatMap { Array($0) } == Array(0..<count), "\(count), \(grain)")
            #expect(sorted.allSatisfy { $0.count <= grain && $0.lowerBound % grain == 0 })
        }
    }

    @Test func mayWriteOverAnInput() throws {
        let loop = try #require(BinaryLoop.portable(Difference.self, .float32))
        let x = Guarded([5, 6, 7] as [Float])
        Elementwise.binary(loop, x.view, x.view, x.view)
        #expect(x.elements == [0, 0, 0])
    }
}
