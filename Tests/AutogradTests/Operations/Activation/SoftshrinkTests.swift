import Autograd
import GradientCheck
import TestSupport
import Testing

struct SoftshrinkTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Softshrink.self) }

    @Test func hazards() throws {
        try expectHazards([
            (0, 0, 0), (0.5, 0, 0), (-0.5, 0, 0), (2, 1.5, 1), (-2, -1.5, 1),
            (infinity, infinity, 1), (nan, nan, 0),
        ]) { try $0.softshrink() }
    }

    @Test func refusesANegativeLambda() throws {
        for lambda in [-0.5, .nan] {
            #expect(
                errorText { _ = try constant([1]).softshrink(lambd: lambda) }
                    .hasPrefix("softshrink: expected a lambd of at least 0; got "))
        }
    }
}
