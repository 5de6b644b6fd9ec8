import Autograd
import GradientCheck
import TestSupport
import Testing

struct StackingTests {
    @Test func axesArePyTorchs() throws {
        let (a, b) = (try constant([1, 2]), try constant([3, 4]))
        #expect(try hstack([a, b]).values == [1, 2, 3, 4])
        #expect(try vstack([a, b]).shape == [2, 2])
        #expect(try dstack([a, b]).values == [1, 3, 2, 4])
        #expect(try columnStack([a, b]).values == [1, 3, 2, 4])
        #expect(try hstack([Tensor(1.0), Tensor(2.0)]).shape == [2])
        #expect(try dstack([a, b]).shape == [1, 2, 2])
    }

    @Test func axesAreAddedWhereTheyAreMissing() throws {
        #expect(try Tensor(1.0).atLeast1d().shape == [1])
        #expect(try Tensor.ones(3).atLeast2d().shape == [1, 3])
        #expect(try Tensor.ones(3).atLeast3d().shape == [1, 3, 1])
        #expect(try Tensor.ones(2, 3).atLeast3d().shape == [2, 3, 1])
        #expect(try Tensor.ones(1, 2, 3, 4).atLeast3d().shape == [1, 2, 3, 4])
    }

    @Test func gradients() throws {
        let inputs = [try leaf([1, 2], [1, 2]), try leaf([3, 4], [1, 2])]
        for stack in [hstack, vstack, dstack, columnStack] {
            try gradcheck({ try stack($0).square() }, inputs: inputs)
        }
    }

    @Test func nothingCannotBeStacked() {
        for stack in [hstack, vstack, dstack, columnStack] {
            #expect(
                errorText { _ = try stack([]) } == "cat: expected at least one tensor; got none.")
        }
        #expect(errorText { _ = try hstack([.ones(2), .ones(2, 2)]) }.hasPrefix("cat: "))
    }
}
