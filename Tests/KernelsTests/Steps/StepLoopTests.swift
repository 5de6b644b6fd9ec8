import Kernels
import RealModule
import TestSupport
import Testing

/// x − p₀ (g + s₀), where s₀ counts up by 1, s₁ by 2 and s₂ is what s₁ was.
private struct Counting: StepRule {
    let rate: Double
    init(_ options: UnsafePointer<Double>) { rate = options[0] }
    func step<T: Real & BinaryFloatingPoint>(
        _ x: T, _ gradient: T, _ state: inout (T, T, T)
    ) -> T {
        let result = x - T(rate) * (gradient + state.0)
        state = (state.0 + 1, state.1 + 2, state.1)
        return result
    }
}

struct StepLoopTests {
    private func step<T: Element>(
        _: T.Type, keeps: (Bool, Bool, Bool), count: Int = 3
    ) throws -> [[T]] {
        let loop = try #require(StepLoop.portable(Counting.self, T.dtype))
        let x = Guarded<T>((0..<count).map { T(Double($0 % 100)) })
        let g = Guarded<T>([T](repeating: T(2), count: count))
        let state = (0..<3).map { Guarded<T>([T](repeating: T(Double($0)), count: count)) }
        loop(
            x.view, g.view,
            (
                keeps.0 ? state[0].view : nil, keeps.1 ? state[1].view : nil,
                keeps.2 ? state[2].view : nil
            ), [0.5])
        #expect(([x, g] + state).allSatisfy { $0.isIntact })
        return ([x, g] + state).map(\.elements)
    }

    @Test func changesParameterAndState() throws {
        #expect(
            try step(Float.self, keeps: (true, true, true)) == [
                [-1, 0, 1], [2, 2, 2], [1, 1, 1], [3, 3, 3], [1, 1, 1],
            ])
    }

    /// What is not kept counts as 0 and is written nowhere.
    @Test func stateThatIsNotKeptIsLeftAlone() throws {
        #expect(
            try step(Double.self, keeps: (false, false, false)) == [
                [-1, 0, 1], [2, 2, 2], [0, 0, 0], [1, 1, 1], [2, 2, 2],
            ])
        #expect(
            try step(Double.self, keeps: (false, true, false)).suffix(2) == [
                [3, 3, 3], [2, 2, 2],
            ])
    }

    @Test func longParametersAreSteppedToTheEnd() throws {
        let count = 50_001
        let result = try step(Float.self, keeps: (true, false, true), count: count)
        #expect(result[0] == (0..<count).map { Float($0 % 100) - 1 })
        #expect(result[2].allSatisfy { $0 == 1 } && result[3].allSatisfy { $0 == 1 })
        #expect(result[4].allSatisfy { $0 == 0 })
    }

    @Test func onlyFloatingPointTypesHaveSteps() {
        for dtype in DType.allCases {
            #expect(
                (StepLoop.portable(Counting.self, dtype) != nil)
                    == [.float32, .float64].contains(dtype))
        }
    }
}
