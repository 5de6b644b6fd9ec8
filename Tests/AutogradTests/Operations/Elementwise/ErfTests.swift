import Autograd
import GradientCheck
import TestSupport
import Testing

struct ErfTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Erf.self) }

    @Test func hazards() throws {
        try expectHazards([
            (0, 0, 1.1283791670955126), (infinity, 1, 0), (-infinity, -1, 0), (100, 1, 0),
            (nan, nan, nan),
        ]) { $0.erf() }
    }

    @Test func referenceValues() throws {
        // Abramowitz and Stegun 1964, table 7.1.
        let x = try constant([0.5, 1, 2])
        #expect(
            near(x.erf().values, [0.5204998778130465, 0.8427007929497149, 0.9953222650189527]))
    }

    @Test func integersBecomeSinglePrecision() throws {
        #expect(try Tensor([0, 1]).erf().dtype == .float32)
    }
}
