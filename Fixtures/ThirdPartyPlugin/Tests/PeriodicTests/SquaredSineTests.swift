import GradientCheck
import LinAlgKit
import Periodic
import Testing

struct SquaredSineTests {
    /// Gradients to second order, layouts, types, threads: what the package asks of its own.
    @Test func passesTheOperationCheck() throws { try checkOperation(SquaredSine.self) }

    @Test func values() throws {
        let x = try Tensor([0, Double.pi / 6, Double.pi / 2, -Double.pi / 2], shape: [4])
        let y = x.squaredSine().toArray(as: Double.self)
        // An ulp of 1 on either side.
        for (value, exact) in zip(y, [0, 0.25, 1, 1]) { #expect(abs(value - exact) <= 2.3e-16) }
    }

    @Test func isFoundByTheCatalogue() {
        #expect(Catalogue.operations(named: "periodic.squaredSine").count == 1)
    }
}
