import Kernels
import TestSupport
import Testing

struct LoopNestTests {
    private func view(_ shape: Shape, _ strides: Shape) -> ArrayView {
        // Only layouts are looked at.
        ArrayView(
            pointer: UnsafeMutableRawPointer(bitPattern: 64).unsafelyUnwrapped, shape: shape,
            strides: strides, dtype: .float32)
    }

    private func nest(_ shape: Shape, _ strides: Shape...) -> LoopNest {
        let views = strides.map { view(shape, $0) }
        return LoopNest(
            shape: shape, views[0], views.count > 1 ? views[1] : views[0],
            views.count > 2 ? views[2] : nil, views.count > 3 ? views[3] : nil)
    }

    @Test func contiguousOperandsMakeOneRun() {
        let nest = nest([2, 3, 4], [12, 4, 1], [12, 4, 1])
        #expect(nest.count == 1 && nest.runCount == 1)
        #expect(nest.run.count == 24 && nest.run.steps[0] == 1 && nest.run.steps[1] == 1)
    }

    @Test func axesOfSizeOneAreDropped() {
        let nest = nest([1, 3, 1, 4, 1], [99, 4, 7, 1, 5])
        #expect(nest.count == 1 && nest.run.count == 12)
        #expect(self.nest([], []).run.count == 1 && self.nest([1, 1], [3, 4]).runCount == 1)
    }

    @Test func onlyWhatAllOperandsStepThroughEvenlyMerges() {
        // The second operand repeats its row.
        let broadcast = nest([2, 3], [3, 1], [0, 1])
        #expect(broadcast.runCount == 2 && broadcast.run.count == 3)
        // Repeated along both axes merges again.
        let constant = nest([2, 3], [3, 1], [0, 0])
        #expect(constant.runCount == 1 && constant.run.count == 6 && constant.run.steps[1] == 0)
        let backwards = nest([2, 3], [-3, -1])
        #expect(backwards.runCount == 1 && backwards.run.steps[0] == -1)
        let everySecond = nest([2, 3], [6, 2])
        #expect(everySecond.runCount == 1 && everySecond.run.steps[0] == 2)
        let fourth = nest([2, 3], [3, 1], [3, 1], [3, 1], [1, 2])
        #expect(fourth.runCount == 2 && fourth.run.steps == [1, 1, 1, 2])
    }

    @Test func missingOperandsRepeatTheFirst() {
        let nest = nest([2, 3], [3, 1], [1, 2])
        #expect(nest.run.steps == [1, 2, 1, 1])
    }

    @Test func aLoopIsLeftOut() {
        // Five loops: more than lie in place.
        let nest = nest([2, 3, 4, 5, 6], [1, 2, 6, 24, 120], [0, 0, 0, 0, 1])
        #expect(nest.count == 5 && (0..<5).map { nest[$0].count } == [2, 3, 4, 5, 6])
        let outside = nest.outside(1)
        #expect((0..<outside.count).map { outside[$0].count } == [2, 4, 5, 1])
        #expect(outside[2].steps == nest[3].steps && outside.run.steps == .zero)
    }

    /// Against offsets computed from positions, for any range of runs.
    @Test func visitsRunsInCOrder() {
        let layouts: [(Shape, Shape, Shape)] = [
            ([2, 3, 4], [12, 4, 1], [1, 2, 6]), ([3, 2, 5], [10, 5, 1], [0, 5, 1]),
            ([4, 3], [3, 1], [-1, 4]), ([2, 2, 2, 2], [8, 4, 2, 1], [8, 2, 4, 1]),
            ([2, 1, 2, 3, 2, 2, 2], [48, 48, 24, 8, 4, 2, 1], [1, 9, 2, 4, 12, 24, 48]),
        ]
        for (shape, first, second) in layouts {
            let nest = nest(shape, first, second)
            var expected: [[Int]] = []
            for position in shape.positions {
                expected.append(
                    [first, second].map { strides in
                        zip(position, strides).reduce(0) { $0 + $1.0 * $1.1 }
                    })
            }
            for start in 0...nest.runCount {
                for end in start...nest.runCount {
                    var visited: [[Int]] = []
                    var indices: [Int] = []
                    nest.forEachRun(in: start..<end) { index, offsets in
                        indices.append(index)
                        for i in 0..<nest.run.count {
                            let steps = nest.run.steps
                            visited.append([offsets[0] + i * steps[0], offsets[1] + i * steps[1]])
                        }
                    }
                    let part = start * nest.run.count..<end * nest.run.count
                    #expect(
                        visited == Array(expected[part]), "\(shape) \(second) \(start)..<\(end)")
                    #expect(indices == Array(start..<end))
                }
            }
        }
    }
}
