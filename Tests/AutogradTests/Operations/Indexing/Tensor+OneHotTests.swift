import Autograd
import GradientCheck
import TestSupport
import Testing

struct TensorOneHotTests {
    @Test func onesStandAtTheLabels() throws {
        let labels = try Tensor([[1], [2]])
        #expect(try labels.oneHot().shape == [2, 1, 3] && labels.oneHot().dtype == .int64)
        #expect(try labels.oneHot().values == [0, 1, 0, 0, 0, 1])
        #expect(try Tensor(0, dtype: .uint8).oneHot(numClasses: 2).values == [1, 0])
        #expect(try Tensor.zeros([0], dtype: .int64).oneHot(numClasses: 2).shape == [0, 2])
    }

    @Test func whatDoesNotFitIsNamed() throws {
        #expect(
            errorText { _ = try Tensor([3]).oneHot(numClasses: 3) }
                == "oneHot: expected indices from 0 to 2; got 3.")
        #expect(errorText { _ = try Tensor([-1]).oneHot() }.contains("got -1"))
        #expect(errorText { _ = try Tensor([0.0]).oneHot() }.contains("got float32 [1]"))
        #expect(!errorText { _ = try Tensor([0]).oneHot(numClasses: 0) }.isEmpty)
        #expect(!errorText { _ = try Tensor([Int.max]).oneHot() }.isEmpty)
        #expect(!errorText { _ = try Tensor.zeros([0], dtype: .int64).oneHot() }.isEmpty)
    }

    @Test func moreClassesThanMemoryHoldsAreRefused() throws {
        #expect(errorText { _ = try Tensor([1 << 40]).oneHot() }.contains("expected memory for"))
    }
}
