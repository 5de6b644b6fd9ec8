import Autograd
import TestSupport
import Testing

struct AxesTests {
    @Test func negativeAxesCountFromTheBack() throws {
        for rank in 1...8 {
            for axis in 0..<rank {
                #expect(try Axes.resolve(axis, rank: rank, "test") == axis)
                #expect(try Axes.resolve(axis - rank, rank: rank, "test") == axis)
            }
            for axis in [rank, -rank - 1, .max, .min] {
                let text = errorText { _ = try Axes.resolve(axis, rank: rank, "test") }
                #expect(text == "test: expected a dim from \(-rank) to \(rank - 1); got \(axis).")
            }
        }
    }

    @Test func aScalarTakesZeroAndMinusOne() throws {
        #expect(try Axes.resolve(0, rank: 0, "test") == 0)
        #expect(try Axes.resolve(-1, rank: 0, "test") == 0)
        for axis in [1, -2] {
            #expect(
                errorText { _ = try Axes.resolve(axis, rank: 0, "test") }
                    == "test: expected dim 0 or -1; got \(axis).")
        }
    }

    @Test func marksNamedAxesOrAll() throws {
        #expect(try Axes.marks([0, -1], rank: 3, "test") == [true, false, true])
        #expect(try Axes.marks([1], rank: 3, "test") == [false, true, false])
        #expect(try Axes.marks(nil, rank: 2, "test") == [true, true])
        #expect(try Axes.marks([], rank: 2, "test") == [true, true])
        #expect(try Axes.marks([0, -1], rank: 0, "test") == [])
    }

    @Test func anAxisMayBeNamedOnce() {
        for axes in [[1, 1], [2, -1], [0, 1, -3]] {
            #expect(
                errorText { _ = try Axes.marks(axes, rank: 3, "test") }
                    == "test: expected each dim once; got \(axes).")
        }
        #expect(errorText { _ = try Axes.marks([0, 3], rank: 3, "test") }.contains("got 3"))
    }

    @Test func reducedShapes() {
        #expect(Axes.reduced([2, 3, 4], [true, false, true], keepDim: false) == [3])
        #expect(Axes.reduced([2, 3, 4], [true, false, true], keepDim: true) == [1, 3, 1])
        #expect(Axes.reduced([], [], keepDim: true) == [])
        #expect(Axes.reduced([0, 2], [true, false], keepDim: true) == [1, 2])
    }
}
