import Autograd
import GradientCheck
import TestSupport
import Testing

struct SquareRootTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(SquareRoot.self) }

    @Test func hazards() throws {
        try expectHazards([
            (0, 0, infinity), (-1, nan, nan), (4, 2, 0.25), (infinity, infinity, 0),
            (nan, nan, nan),
        ]) { $0.sqrt() }
    }

    @Test func theTrapOfWhere() throws {
        // where(x > 0, √x, 0) has the gradient 0 · ∞ at 0; a second where inside has 0.
        let x = try leaf([0, 4])
        let trap = try gradient(at: x) { x in try `where`(x .> 0, x.sqrt(), x.detach() * 0) }
        #expect(same(trap.values, [nan, 0.25]))
        let safe = try gradient(at: x) { x in
            let inner = try `where`(x .> 0, x, Tensor.ones([2], dtype: .float64))
            return try `where`(x .> 0, inner.sqrt(), x.detach() * 0)
        }
        #expect(safe.values == [0, 0.25])
    }
}
