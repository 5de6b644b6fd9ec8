import Autograd
import GradientCheck
import TestSupport
import Testing

struct SliceTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Slice.self) }
    @Test func sliceScatterPassesTheOperationCheck() throws {
        try checkOperation(SliceScatter.self)
    }

    @Test func narrowIsAView() throws {
        let x = try leaf([1, 2, 3, 4, 5, 6], [2, 3])
        let part = try x.narrow(dim: 1, start: 1, length: 2)
        #expect(part.values == [2, 3, 5, 6] && part.sharesMemory(with: x))
        try part.sum().backward()
        #expect(x.grad?.values == [0, 1, 1, 0, 1, 1])
        #expect(try x.narrow(dim: 0, start: 2, length: 0).shape == [0, 3])
    }

    @Test func rejectsPartsThatAreNotThere() throws {
        let x = try Tensor.ones(2, 3)
        #expect(
            errorText { _ = try x.narrow(dim: 1, start: 2, length: 2) }
                == "narrow: expected a part of 3 elements; got 2 from 2 on.")
        #expect(!errorText { _ = try x.narrow(dim: 1, start: -1, length: 1) }.isEmpty)
        #expect(!errorText { _ = try x.narrow(dim: 1, start: Int.max, length: 1) }.isEmpty)
        #expect(!errorText { _ = try x.narrow(dim: 1, start: 0, length: Int.max) }.isEmpty)
        #expect(errorText { _ = try Slice([.init(start: 0, count: 2)])(x) }.contains("2 spans"))
        #expect(
            errorText { _ = try Slice([.init(start: 1, count: 2), .init(start: 0, count: 3)])(x) }
                .contains("indices below 2 along dim 0; got 1 to 2"))
    }

    @Test func sliceScatterNamesShapes() throws {
        let scatter = SliceScatter([.init(start: 0, count: 2)], into: [4])
        #expect(
            errorText { _ = try scatter(.ones(3)) }.hasPrefix("sliceScatter: expected [2]; got [3]")
        )
    }
}
