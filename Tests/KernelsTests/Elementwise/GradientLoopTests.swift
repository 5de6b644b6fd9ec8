import Kernels
import RealModule
import TestSupport
import Testing

/// A function whose pullback tells what it was given: 100 g + 10 x + y, NaN counting as −1.
private enum Telling: DifferentiableFunction {
    static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T { x }
    static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        100 * g + 10 * (x.isNaN ? -1 : x) + (y.isNaN ? -1 : y) + T(Int(p[0]))
    }
}

struct GradientLoopTests {
    private func run<T: Element>(_: T.Type, usesX: Bool, usesY: Bool) -> [T] {
        let (g, x, y) = (
            Guarded<T>([T(1), T(2)]), Guarded<T>([T(3), T(4)]), Guarded<T>([T(5), T(6)])
        )
        let dx = Guarded<T>(shape: [2])
        GradientLoop.portable(Telling.self, T.dtype)?.run(
            dx.view.pointer, g.view.pointer, usesX ? UnsafeRawPointer(x.view.pointer) : nil,
            usesY ? UnsafeRawPointer(y.view.pointer) : nil, 2, [0.0, 0, 0, 0])
        #expect(dx.isIntact)
        return dx.elements
    }

    @Test func whatIsNotSavedIsNotANumber() {
        #expect(run(Double.self, usesX: true, usesY: true) == [135, 246])
        #expect(run(Double.self, usesX: true, usesY: false) == [129, 239])
        #expect(run(Float.self, usesX: false, usesY: true) == [95, 196])
        #expect(run(Float.self, usesX: false, usesY: false) == [89, 189])
    }

    @Test func onlyFloatingPointTypesHaveGradients() {
        for dtype in DType.allCases {
            #expect(
                (GradientLoop.portable(Telling.self, dtype) != nil)
                    == [.float32, .float64].contains(dtype))
        }
    }

    /// `Elementwise.gradient` hands each kernel what its operation saved, packed where needed.
    @Test func savedInputsAndOutputsArriveInAnyLayout() throws {
        let loop = try #require(GradientLoop.portable(Telling.self, .float64))
        let (g, x, y) = (
            Guarded([1, 2, 3, 4, 5, 6] as [Double], [2, 3]),
            Guarded([7, 8, 9, 1, 2, 3] as [Double], [2, 3]),
            Guarded([4, 5, 6, 7, 8, 9] as [Double], [2, 3])
        )
        let turned = (
            Guarded([1, 4, 2, 5, 3, 6] as [Double], [3, 2]),
            Guarded([7, 1, 8, 2, 9, 3] as [Double], [3, 2]),
            Guarded([4, 7, 5, 8, 6, 9] as [Double], [3, 2])
        )
        for (usesX, usesY) in [(true, true), (true, false), (false, true), (false, false)] {
            func gradient(_ g: ArrayView, _ x: ArrayView, _ y: ArrayView) -> [Double] {
                let dx = Guarded<Double>(shape: [2, 3])
                Elementwise.gradient(
                    loop, dx.view, g, x: usesX ? x : nil, y: usesY ? y : nil, .zero)
                #expect(dx.isIntact)
                return dx.values
            }
            let straight = gradient(g.view, x.view, y.view)
            let expected = (0..<6).map { i -> Double in
                100 * g.values[i] + 10 * (usesX ? x.values[i] : -1) + (usesY ? y.values[i] : -1)
            }
            #expect(straight == expected)
            #expect(
                gradient(
                    turned.0.view.permuted([1, 0]), turned.1.view.permuted([1, 0]),
                    turned.2.view.permuted([1, 0])) == straight)
        }
    }
}
