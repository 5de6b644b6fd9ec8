import Autograd
import GradientCheck
import TestSupport
import Testing

struct PadTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Pad.self) }

    @Test func itsGradientPassesTheOperationCheck() throws { try checkOperation(PadGradient.self) }

    @Test func eachModeHasItsNumbersBeyondTheEnds() throws {
        let x = try constant([1, 2, 3])
        #expect(try x.pad([2, 1], value: 7).values == [7, 7, 1, 2, 3, 7])
        #expect(try x.pad([2, 1], mode: .reflect).values == [3, 2, 1, 2, 3, 2])
        #expect(try x.pad([2, 1], mode: .replicate).values == [1, 1, 1, 2, 3, 3])
        #expect(try x.pad([2, 1], mode: .circular).values == [2, 3, 1, 2, 3, 1])
    }

    @Test func theLastAxisComesFirst() throws {
        let x = try constant([1, 2], [1, 2])
        #expect(try x.pad([0, 1]).values == [1, 2, 0])
        #expect(try x.pad([0, 0, 1, 0]).values == [0, 0, 1, 2])
        #expect(try x.pad([]).values == [1, 2])
        #expect(try Tensor(3.0).pad([]).values == [3])
    }

    @Test func negativeNumbersCut() throws {
        let x = try constant([1, 2, 3, 4, 5])
        for mode in PaddingMode.allCases {
            #expect(try x.pad([-2, -1], mode: mode).values == [3, 4], "\(mode)")
            #expect(try x.pad([-5, 0], mode: mode).shape == [0], "\(mode)")
        }
        #expect(try x.pad([2, -4]).values == [0, 0, 1])
        // As in PyTorch, what is cut off is seen in mirrors, and is no part of circles.
        #expect(try x.pad([3, -4], mode: .reflect).values == [4, 3, 2, 1])
        #expect(try x.pad([2, -1], mode: .circular).values == [3, 4, 1, 2, 3, 4])
        #expect(try x.pad([-1, 2], mode: .circular).values == [2, 3, 4, 5, 2, 3])
    }

    @Test func copiesAddTheirGradients() throws {
        let x = try leaf([1, 2, 3])
        try (x.pad([2, 1], mode: .reflect) * constant([1, 2, 4, 8, 16, 32])).sum().backward()
        #expect(x.grad?.values == [4, 2 + 8 + 32, 1 + 16])
        let y = try leaf([1, 2, 3])
        try y.pad([-1, 2], value: 5).sum().backward()
        #expect(y.grad?.values == [0, 1, 1])
    }

    @Test func everyTypeIsPadded() throws {
        for dtype in integerTypes + [.float16, .bfloat16, .bool] {
            let x = try constant([1, 0], dtype)
            #expect(try x.pad([1, 0], mode: .circular).values == [0, 1, 0], "\(dtype)")
            let y = try x.pad([0, 1], value: 1)
            #expect(y.dtype == dtype && y.values == [1, 0, 1])
        }
    }

    @Test func whatDoesNotFitIsNamed() throws {
        let x = try Tensor.zeros(2, 3)
        #expect(
            errorText { _ = try x.pad([1]) }
                == "pad: expected two numbers for each of at most 2 axes, the last axis first; "
                + "got [1].")
        #expect(errorText { _ = try x.pad([0, 0, 0, 0, 0, 0]) }.contains("at most 2 axes"))
        #expect(
            errorText { _ = try x.pad([3, 0], mode: .reflect) }
                == "pad: expected padding from -3 to 2 in mode reflect along dim 1; "
                + "got 3 before and 0 after [2, 3].")
        #expect(errorText { _ = try x.pad([0, 4], mode: .circular) }.contains("to 3 in mode circ"))
        #expect(errorText { _ = try x.pad([-2, -2]) }.contains("got -2 before and -2 after"))
        #expect(
            errorText { _ = try Tensor.zeros(0).pad([1, 0], mode: .replicate) }.contains("to 0"))
        #expect(
            errorText { _ = try x.pad([1, 1], mode: .reflect, value: 2) }
                == "pad: expected a value in mode constant only; got 2.0 in mode reflect.")
        #expect(!errorText { _ = try x.pad([.max, 0]) }.isEmpty)
    }
}
