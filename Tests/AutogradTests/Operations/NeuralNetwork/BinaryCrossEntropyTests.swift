import Autograd
import GradientCheck
import TestSupport
import Testing

struct BinaryCrossEntropyTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(BinaryCrossEntropy.self) }

    @Test func logarithmsStopAtAHundred() throws {
        let (p, t) = (try leaf([0, 0, 1, 1, nan]), try constant([0, 1, 0, 1, 1]))
        let losses = try BinaryCrossEntropy()(Pair(p, t))
        #expect(same(losses.values, [0, 100, 100, 0, nan]))
        let slopes = try grad(of: losses.sum(), wrt: p)
        #expect(same(slopes.values, [0, -1e12, 1e12, 0, nan]))
    }

    @Test func smallProbabilitiesKeepTheirDigits() throws {
        // −log(1 − p) is p + p²/2, of which 1 − p has lost most.
        let p = try constant([1e-6], nil, .float32)
        let losses = try BinaryCrossEntropy()(Pair(p, constant([0], nil, .float32)))
        #expect(near(losses.values, [1.0000005e-6], .float32))
    }

    @Test func integersGiveReals() throws {
        let losses = try BinaryCrossEntropy()(Pair(Tensor([1]), Tensor([1])))
        #expect(losses.dtype == .float32 && losses.values == [0])
    }
}
