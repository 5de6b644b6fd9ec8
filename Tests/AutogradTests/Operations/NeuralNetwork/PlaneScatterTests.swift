import Autograd
import GradientCheck
import TestSupport
import Testing

struct PlaneScatterTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(PlaneScatter.self) }

    @Test func addsElementsAtPositionsOfEachPlane() throws {
        let x = try leaf([1, 2, 4, 8, 16, 32], [1, 2, 1, 3])
        let positions = try Tensor([3, 3, -1, 0, 4, 1], dtype: .int32).reshape(1, 2, 1, 3)
        let y = try PlaneScatter(Size2(2, 2))(Pair(x, positions))
        #expect(y.shape == [1, 2, 2, 2] && y.values == [0, 0, 0, 3, 8, 32, 0, 0])
        try (y * constant((1...8).map(Double.init), [1, 2, 2, 2])).sum().backward()
        #expect(x.grad?.values == [4, 4, 0, 5, 0, 6])
    }

    @Test func everyElementNeedsAPosition() throws {
        let text = errorText {
            _ = try PlaneScatter(2)(
                Pair(.zeros(1, 1, 2, 2), .zeros([1, 1, 1, 2], dtype: .int32)))
        }
        #expect(
            text == "planeScatter: expected a position for each element; got [1, 1, 2, 2] and "
                + "[1, 1, 1, 2].")
    }
}
