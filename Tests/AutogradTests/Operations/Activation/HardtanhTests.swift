import Autograd
import GradientCheck
import TestSupport
import Testing

struct HardtanhTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Hardtanh.self) }

    @Test func hazards() throws {
        try expectHazards([
            (0, 0, 1), (1, 1, 0), (-1, -1, 0), (5, 1, 0), (-5, -1, 0), (infinity, 1, 0),
            (-infinity, -1, 0), (nan, nan, 0),
        ]) { try $0.hardtanh() }
    }

    @Test func relu6StopsAtSix() throws {
        let x = try leaf([-1, 0, 3, 6, 7])
        #expect(x.relu6().values == [0, 0, 3, 6, 6])
        #expect(try gradient(at: x) { $0.relu6() }.values == [0, 0, 1, 0, 0])
    }

    @Test func refusesBoundsTheWrongWayRound() throws {
        let x = try constant([1])
        #expect(
            errorText { _ = try x.hardtanh(minVal: 1, maxVal: -1) }
                == "hardtanh: expected minVal at most maxVal; got 1.0 and -1.0.")
        #expect(!errorText { _ = try x.hardtanh(minVal: .nan) }.isEmpty)
    }
}
