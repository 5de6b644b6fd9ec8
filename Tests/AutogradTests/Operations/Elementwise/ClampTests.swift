import Autograd
import GradientCheck
import TestSupport
import Testing

struct ClampTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Clamp.self) }

    @Test func hazards() throws {
        // The bounds themselves pass their gradient; NaN stays, with gradient 0.
        try expectHazards([
            (-2, -1, 0), (-1, -1, 1), (0.5, 0.5, 1), (2, 2, 1), (3, 2, 0), (nan, nan, 0),
            (infinity, 2, 0), (-infinity, -1, 0),
        ]) { try $0.clamp(min: -1, max: 2) }
    }

    @Test func oneBoundAlone() throws {
        let x = try constant([-5, 5])
        #expect(try x.clamp(min: 0).values == [0, 5])
        #expect(try x.clamp(max: 0).values == [-5, 0])
        #expect(try x.clamp().values == [-5, 5])
    }

    @Test func rejectsBoundsInTheWrongOrder() throws {
        let x = try constant([1])
        #expect(
            errorText { _ = try x.clamp(min: 2, max: 1) }
                == "clamp: expected min at most max; got 2.0 and 1.0.")
        #expect(errorText { _ = try x.clamp(min: .nan) }.hasPrefix("clamp: "))
    }
}
