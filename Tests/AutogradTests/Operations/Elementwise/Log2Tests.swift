import Autograd
import GradientCheck
import TestSupport
import Testing

struct Log2Tests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Log2.self) }

    @Test func hazards() throws {
        try expectHazards([
            (1, 0, 1.4426950408889634), (8, 3, 0.18033688011112042), (0, -infinity, infinity),
            (-1, nan, -1.4426950408889634), (infinity, infinity, 0), (nan, nan, nan),
        ]) { $0.log2() }
    }

    @Test func powersOfTwoAreExact() throws {
        #expect(try constant([0.125, 1, 2, 1024, 0x1p100]).log2().values == [-3, 0, 1, 10, 100])
    }

    @Test func integersBecomeSinglePrecisionAndHalfStaysHalf() throws {
        #expect(try Tensor([1], dtype: .uint8).log2().dtype == .float32)
        #expect(try Tensor([1], dtype: .bfloat16).log2().dtype == .bfloat16)
    }
}
