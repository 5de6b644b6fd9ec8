import Kernels
import TestSupport
import Testing

struct ChannelTransformLoopTests {
    /// Rows, images, images so large that they are cut into channels, and nothing.
    @Test(
        arguments: [
            [4, 3], [2, 3, 5], [3, 2, 4, 4], [1, 1, 1], [0, 3, 2], [2, 0, 3], [2, 3, 0],
            [40_000, 2],
            [2, 3, 20_000],
        ] as [Shape])
    func agreesWithALoop(shape: Shape) throws {
        func check<T: Element & BinaryFloatingPoint>(_: T.Type, _ table: String) throws {
            var random = SplitMix(state: 1)
            let x = Guarded<T>(shape, in: -2...2, &random)
            let scale = Guarded<T>([shape[1]], in: -2...2, &random)
            let shift = Guarded<T>([shape[1]], in: -2...2, &random)
            let y = Guarded<T>(shape: shape)
            try ChannelTransformLoop.kernel.loop(T.dtype)(
                y.view, x.view, scale: scale.view, shift: shift.view)
            let sizes = ChannelSizes(shape)
            let expected = (0..<x.count).map { i -> Double in
                let channel = i / sizes.spatial % sizes.channels
                return x.pointer[i].double * scale.pointer[channel].double
                    + shift.pointer[channel].double
            }
            // Two roundings of numbers of at most 6.
            let ulp = T.dtype == .float32 ? Double(Float.ulpOfOne) : Double.ulpOfOne
            #expect(worstError(y.values, expected) <= 8 * ulp, "\(table) \(T.self)")
            #expect(y.isIntact)
        }
        try onEveryTable { table in
            try check(Float.self, table)
            try check(Double.self, table)
        }
    }
}
