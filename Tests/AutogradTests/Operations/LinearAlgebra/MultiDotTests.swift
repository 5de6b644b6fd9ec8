import Autograd
import GradientCheck
import TestSupport
import Testing

struct MultiDotTests {
    /// In the cheap order large numbers cancel; in the other their product overflows first.
    @Test func takesTheCheapOrder() throws {
        let column = try Tensor.full([5, 1], 1e30)
        let (row, pair) = (try Tensor.full([1, 2], 1e30), try Tensor([[1.0], [-1.0]]))
        #expect(try multiDot([column, row, pair]).values == [0, 0, 0, 0, 0])
        #expect(try multiDot([pair.t(), row.t(), column.t()]).values == [0, 0, 0, 0, 0])
        #expect(try column.matmul(row).matmul(pair).values.allSatisfy(\.isNaN))
    }

    @Test func vectorsAtTheEnds() throws {
        let (m, v) = (try leaf([1, 2, 3, 4], [2, 2]), try leaf([5, 6]))
        #expect(try multiDot([v, m, v]).values == [5 * 17 + 6 * 39])
        #expect(try multiDot([v, m]).values == [23, 34] && multiDot([m, v]).values == [17, 39])
        #expect(try multiDot([v, v]).shape == [])
        try gradcheck({ try multiDot([$0[1], $0[0], $0[0], $0[1]]) }, inputs: [m, v])
    }

    @Test func namesWhatDoesNotFit() throws {
        #expect(errorText { _ = try multiDot([]) }.contains("two tensors or more; got 0"))
        let text = errorText { _ = try multiDot([.ones(2, 3), .ones(2), .ones(2, 3)]) }
        #expect(text.contains("got [2, 3], [2], [2, 3]"))
        #expect(errorText { _ = try multiDot([Tensor(1.0), .ones(2)]) }.contains("got [], [2]"))
    }
}
