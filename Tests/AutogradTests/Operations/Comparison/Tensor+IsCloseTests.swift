import Autograd
import TestSupport
import Testing

struct TensorIsCloseTests {
    @Test func toleranceAndInfinities() throws {
        let a = try constant([1, 1, 0, infinity, infinity, -infinity, nan])
        let b = try constant([1.000009, 1.00002, 1e-9, infinity, 1, infinity, nan])
        let expected = [true, false, true, true, false, false, false]
        #expect(try a.isClose(b).toArray(as: Bool.self) == expected)
        #expect(try a.isClose(b, equalNaN: true).toArray(as: Bool.self).last == true)
    }

    @Test func bytesDoNotWrap() throws {
        let (a, b) = (try Tensor([0], dtype: .uint8), try Tensor([255], dtype: .uint8))
        #expect(try !a.allClose(b, atol: 2) && a.allClose(b, atol: 255))
    }

    @Test func allCloseAndEqual() throws {
        let a = try leaf([1, 2])
        #expect(try a.allClose(constant([1, 2.00000001])) && !a.allClose(constant([1, 2.1])))
        #expect(try a.equal(constant([1, 2])) && !a.equal(constant([1, 2.00000001])))
        #expect(try !a.equal(constant([1, 2], [2, 1])) && Tensor.ones(0).equal(.ones(0)))
        #expect(try Tensor.ones(0).allClose(.ones(0)))
        #expect(try !constant([nan]).equal(constant([nan])))
    }

    @Test func rejectsTolerancesAndShapes() throws {
        let text = errorText { _ = try Tensor.ones(2).isClose(.ones(2), rtol: -1) }
        #expect(text.hasPrefix("isClose: expected rtol and atol of at least 0; got -1.0"))
        #expect(errorText { _ = try Tensor.ones(2).allClose(.ones(3)) }.contains("[2] and [3]"))
    }
}
