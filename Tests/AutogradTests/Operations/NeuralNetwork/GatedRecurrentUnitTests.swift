import Autograd
import GradientCheck
import TestSupport
import Testing

struct GatedRecurrentUnitTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(GatedRecurrentUnit.self) }

    /// With z = 1 the state stays, with z = 0 it is the candidate.
    @Test func theUpdateGateChooses() throws {
        let zeros = try Tensor.zeros([3, 1], dtype: .float64)
        func output(_ update: Double) throws -> [Double] {
            let weight = try constant([0, update, 2], [3, 1])
            return try GatedRecurrentUnit()([
                constant([1], [1, 1, 1]), constant([0.25], [1, 1]), weight, zeros,
            ])[0].values
        }
        #expect(try output(1000) == [0.25])
        #expect(near(try output(-1000), [0.964_027_580_075_817]))
    }
}
