import GradientCheck
import LinAlgKit
import Periodic
import Testing

struct SineTests {
    /// Gradients to second order, layouts, types, threads: what the package asks of its own.
    @Test func passesTheOperationCheck() throws { try checkOperation(Sine.self) }

    @Test func values() throws {
        let x = try Tensor([0, Double.pi / 6, Double.pi / 2, -Double.pi / 2], shape: [4])
        let y = x.sin().toArray(as: Double.self)
        // An ulp of 1 on either side.
        for (value, exact) in zip(y, [0, 0.5, 1, -1]) { #expect(abs(value - exact) <= 2.3e-16) }
    }

    @Test func isFoundByTheCatalogue() {
        #expect(Catalogue.operations(named: "periodic.sin").count == 1)
    }
}
