import Layers
import TestSupport
import Testing

struct HardtanhTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: Hardtanh.self) }

    @Test func staysWithinItsBounds() throws {
        #expect(try Hardtanh()(constant([-3, 0.5, 2])).values == [-1, 0.5, 1])
        #expect(try Hardtanh(0, 2)(constant([-3, 0.5, 3])).values == [0, 0.5, 2])
    }

    @Test func refusesBoundsTheWrongWayRound() {
        let text = errorText { _ = try Hardtanh(1, -1) }
        #expect(text.hasPrefix("Hardtanh: expected minVal at most maxVal; got 1.0 and -1.0"))
    }

    @Test func gradients() throws { try checkGradients(of: Hardtanh(), at: sample([2, 4])) }
}
