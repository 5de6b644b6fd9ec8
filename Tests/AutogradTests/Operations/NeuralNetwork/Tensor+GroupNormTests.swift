import Autograd
import TestSupport
import Testing

struct TensorGroupNormTests {
    @Test func groupsHaveMeanZeroAndVarianceOne() throws {
        let x = try constant([1, 3, 10, 14, 0, 2, 5, 5], [2, 4, 1])
        let y = try x.groupNorm(2, eps: 0)
        #expect(near(y.values.prefix(6) + [], [-1, 1, -1, 1, -1, 1], within: 1e-15))
        #expect(y.values.suffix(2).allSatisfy { $0.isNaN }, "equal numbers without an eps: 0 / 0")
        let scaled = try x.groupNorm(
            2, weight: constant([1, 2, 3, 4]), bias: constant([0, 0, 1, 1]))
        #expect(near(scaled.values.prefix(4) + [], [-1, 2, -2, 5], within: 1e-4))
        #expect(try x.groupNorm(2, bias: constant([5, 5, 5, 5])).values[0] < 4.1)
    }

    @Test func oneGroupForEachChannelIsInstanceNorm() throws {
        let x = try Samples.values([2, 3, 4], in: -2...2)
        #expect(try x.instanceNorm().values == x.groupNorm(3).values)
        #expect(try x.groupNorm(1).values != x.groupNorm(3).values)
    }

    @Test func emptyBatchesAndTypes() throws {
        #expect(try Tensor.zeros(0, 4, 3).groupNorm(2, weight: .ones(4)).shape == [0, 4, 3])
        #expect(try Tensor.zeros(2, 4, 0).groupNorm(2).shape == [2, 4, 0])
        #expect(try Tensor.zeros(0, 4, 3).localResponseNorm(2).shape == [0, 4, 3])
        let half = try constant([1, 3], [1, 2], .bfloat16).groupNorm(1)
        #expect(half.dtype == .bfloat16 && half.values == [-1, 1])
    }

    @Test func neighboursDivide() throws {
        let x = try constant([1, 2, 3], [1, 3, 1])
        // Windows of two: the channel and the one before it.
        let y = try x.localResponseNorm(2, alpha: 2, beta: 1, k: 1)
        #expect(near(y.values, [1.0 / 2, 2.0 / 6, 3.0 / 14], within: 1e-15))
    }

    @Test func whatDoesNotFitIsNamed() throws {
        let x = try Tensor.zeros(2, 4, 3)
        #expect(errorText { _ = try x.groupNorm(3) }.contains("3 groups divide; got [2, 4, 3]"))
        #expect(errorText { _ = try x.groupNorm(0) }.hasPrefix("groupNorm: expected"))
        #expect(errorText { _ = try x.groupNorm(2, weight: .ones(3)) }.contains("[3]"))
        #expect(
            errorText { _ = try Tensor.zeros(2, 3, 1).instanceNorm() }
                .hasPrefix("instanceNorm: expected [n, channels, ...] with more than one place"))
        #expect(errorText { _ = try Tensor.zeros(2, 3).localResponseNorm(2) }.contains("[2, 3]"))
        #expect(errorText { _ = try x.localResponseNorm(0) }.contains("size of at least 1"))
    }
}
