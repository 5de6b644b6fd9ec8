import Autograd
import GradientCheck
import TestSupport
import Testing

struct Atan2Tests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Atan2.self) }

    @Test func allQuadrants() throws {
        let (y, x) = (try constant([0, 1, 0, -1, 1]), try constant([1, 0, -1, 0, 1]))
        let angles = try y.atan2(x).values
        #expect(near(angles, [0, .pi / 2, .pi, -.pi / 2, .pi / 4]))
    }

    @Test func atTheOriginTheGradientIsZero() throws {
        let (y, x) = (try leaf([0, 3]), try leaf([0, 4]))
        let angles = try y.atan2(x)
        #expect(angles.values[0] == 0)
        try angles.sum().backward()
        #expect(near(y.grad?.values ?? [], [0, 0.16]) && near(x.grad?.values ?? [], [0, -0.12]))
    }

    @Test func typesAndShapes() throws {
        #expect(try Tensor([1], dtype: .int32).atan2(Tensor([1], dtype: .int32)).dtype == .float32)
        let text = errorText { _ = try Tensor.ones(2).atan2(.ones(3)) }
        #expect(text.hasPrefix("atan2: ") && text.contains("[2] and [3]"))
    }
}
