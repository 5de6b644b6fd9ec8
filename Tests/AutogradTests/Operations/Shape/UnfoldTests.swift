import Autograd
import GradientCheck
import TestSupport
import Testing

struct UnfoldTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Unfold.self) }
    @Test func gradientPassesTheOperationCheck() throws { try checkOperation(UnfoldGradient.self) }

    @Test func windowsAreAView() throws {
        let x = try leaf([1, 2, 3, 4])
        let windows = try x.unfold(dim: 0, size: 3, step: 1)
        #expect(windows.values == [1, 2, 3, 2, 3, 4] && windows.sharesMemory(with: x))
        try windows.sum().backward()
        #expect(x.grad?.values == [1, 2, 2, 1])
        #expect(try Tensor.zeros(3).unfold(dim: 0, size: 0, step: 1).shape == [4, 0])
        #expect(try Tensor(2.0).unfold(dim: 0, size: 1, step: 1).values == [2])
    }

    /// A write to one window must not be seen in its neighbours.
    @Test func writingToOneWindowLeavesTheOthers() throws {
        var windows = try constant([1, 2, 3, 4]).unfold(dim: 0, size: 2, step: 1)
        try windows.set(0, to: constant([8, 9]))
        #expect(windows.values == [8, 9, 2, 3, 3, 4])
        var rows = try constant([1, 2], [1, 2]).expand([3, 2])
        try rows.set(0, to: constant([8, 9]))
        #expect(rows.values == [8, 9, 1, 2, 1, 2])
    }

    @Test func windowsThatDoNotFitAreErrors() throws {
        let x = try Tensor.zeros(3)
        #expect(
            errorText { _ = try x.unfold(dim: 0, size: 4, step: 1) }
                == "unfold: expected a window that fits 3 elements, and a step of at least 1; "
                + "got size 4, step 1.")
        for (size, step) in [(2, 0), (-1, 1), (Int.max, 1), (1, Int.min)] {
            #expect(!errorText { _ = try x.unfold(dim: 0, size: size, step: step) }.isEmpty)
        }
        #expect(try x.unfold(dim: 0, size: 2, step: .max).shape == [1, 2])
    }

    @Test func aStepBeyondAllAddressesIsNeverMade() throws {
        let x = try Tensor.arange(8).reshape(4, 2)
        #expect(try x.unfold(dim: 0, size: 2, step: .max).values == [0, 2, 1, 3])
    }
}
