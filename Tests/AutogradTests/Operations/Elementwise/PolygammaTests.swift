import Autograd
import GradientCheck
import TestSupport
import Testing

struct PolygammaTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Polygamma.self) }

    @Test func knownValues() throws {
        // ψ′(1) = π²/6, ψ′(1/2) = π²/2, ψ″(1) = −2 ζ(3), ψ‴(1) = π⁴/15.
        let x = try constant([1, 0.5])
        #expect(near(try x.polygamma(1).values, [Double.pi * .pi / 6, Double.pi * .pi / 2]))
        #expect(near(try constant([1]).polygamma(2).values, [-2.404113806319188]))
        #expect(near(try constant([1]).polygamma(3).values, [6.493939402266829]))
        #expect(try x.polygamma(0).values == x.digamma().values)
    }

    @Test func rejectsOrders() throws {
        let text = errorText { _ = try constant([1]).polygamma(-1) }
        #expect(text == "polygamma: expected an order from 0 to 1000; got -1.")
        #expect(errorText { _ = try constant([1]).polygamma(1001) }.contains("got 1001"))
    }
}
