import Kernels
import TestSupport
import Testing

struct WindowPoolingTests {
    private let rows = PoolingWindows(size: 3, starts: [0, 1], ends: [2, 3], counts: [2, 2])
    private let columns = PoolingWindows(size: 2, starts: [0, 0], ends: [1, 2], counts: [1, 2])

    @Test func meansAndTheirTranspose() {
        let x = Guarded<Float>([1, 2, 3, 4, 5, 6, 0, 0, 0, 0, 0, 6], [2, 3, 2])
        let y = Guarded<Float>(shape: [2, 2, 2])
        WindowPooling.mean(y.view, x.view, rows, columns, divisor: nil, planes: 2)
        #expect(y.isIntact && y.elements == [2, 2.5, 4, 4.5, 0, 0, 0, 1.5])
        WindowPooling.mean(y.view, x.view, rows, columns, divisor: 1, planes: 2)
        #expect(y.elements == [4, 10, 8, 18, 0, 0, 0, 6])
        let g = Guarded<Double>([2, 4, 6, 8], [1, 2, 2])
        let dx = Guarded<Double>(shape: [1, 3, 2])
        WindowPooling.spread(dx.view, g.view, rows, columns, divisor: nil, planes: 1)
        #expect(dx.isIntact && dx.elements == [2, 1, 7, 3, 5, 2])
    }

    @Test func theLargestIsTheFirstOfEqualOnesAndNaN() {
        let x = Guarded<Float>([1, 1, 1, .nan, 5, 6], [1, 3, 2])
        let (y, places) = (Guarded<Float>(shape: [1, 2, 2]), Guarded<Int32>(shape: [1, 2, 2]))
        WindowPooling.largest(
            y.view, positions: places.view, x.view, rows, columns, planes: 1)
        #expect(y.isIntact && places.isIntact)
        #expect(same(y.values, [1, nan, 5, nan]) && places.elements == [0, 3, 4, 3])
    }
}
