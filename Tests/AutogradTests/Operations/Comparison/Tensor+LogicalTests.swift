import Autograd
import TestSupport
import Testing

struct TensorLogicalTests {
    @Test func tablesOfTruth() throws {
        let (a, b) = (try Tensor([false, false, true, true]), try Tensor([0.0, 2, 0, -1]))
        #expect(try a.logicalAnd(b).toArray(as: Bool.self) == [false, false, false, true])
        #expect(try a.logicalOr(b).toArray(as: Bool.self) == [false, true, true, true])
        #expect(try a.logicalXor(b).toArray(as: Bool.self) == [false, true, true, false])
        #expect(b.logicalNot().toArray(as: Bool.self) == [true, false, true, false])
    }

    @Test func notANumberIsTrueAndNothingIsTracked() throws {
        let x = try leaf([nan, 0])
        #expect(try x.logicalAnd(x).toArray(as: Bool.self) == [true, false])
        #expect(try !x.logicalOr(x).requiresGrad && !x.logicalNot().requiresGrad)
        #expect(errorText { _ = try Tensor.ones(2).logicalXor(.ones(3)) }.contains("[2] and [3]"))
    }
}
