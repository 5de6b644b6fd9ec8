import GradientCheck
import Kernels
import Testing

struct ShiftKernelsTests {
    private func changed(_ what: String, _ change: @escaping @Sendable (inout ShiftCall) -> Void)
        -> Fault<ShiftLoop>
    {
        (
            what,
            { right in
                ShiftLoop { call in
                    var call = call
                    change(&call)
                    right.run(call)
                }
            }
        )
    }

    @Test func faultsOfSumsAreSeen() throws {
        try expectSeen(
            "shift.combine",
            [
                changed("a bias left out") { $0.bias = nil },
                changed("a term left out") { if $0.terms > 1 { $0.terms -= 1 } },
                changed("what was there is not added to") { $0.accumulates = false },
            ])
    }

    @Test func faultsOfCorrelationsAreSeen() throws {
        try expectSeen(
            "shift.correlate",
            [
                changed("the last row left out") { if $0.rows > 1 { $0.rows -= 1 } },
                changed("the last term left out") { if $0.terms > 1 { $0.terms -= 1 } },
            ])
    }
}
