import Autograd
import GradientCheck
import TestSupport
import Testing

struct Log10Tests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Log10.self) }

    @Test func hazards() throws {
        try expectHazards([
            (1, 0, 0.43429448190325187), (1000, 3, 0.00043429448190325184),
            (0, -infinity, infinity), (-1, nan, -0.43429448190325187), (infinity, infinity, 0),
            (nan, nan, nan),
        ]) { $0.log10() }
    }

    @Test func powersOfTenAreExact() throws {
        #expect(try constant([1, 10, 1000, 1e15]).log10().values == [0, 1, 3, 15])
    }

    @Test func integersBecomeSinglePrecisionAndHalfStaysHalf() throws {
        #expect(try Tensor([1], dtype: .uint8).log10().dtype == .float32)
        #expect(try Tensor([1], dtype: .bfloat16).log10().dtype == .bfloat16)
    }
}
