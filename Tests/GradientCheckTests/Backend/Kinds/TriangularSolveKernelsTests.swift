import GradientCheck
import Kernels
import Testing

struct TriangularSolveKernelsTests {
    private func changed(
        _ what: String, _ change: @escaping @Sendable (inout TriangularSolveCall) -> Void
    ) -> Fault<TriangularSolve> {
        (
            what,
            { right in
                TriangularSolve { call in
                    var call = call
                    change(&call)
                    right.run(call)
                }
            }
        )
    }

    @Test func faultsAreSeen() throws {
        try expectSeen(
            "triangularSolve",
            [
                changed("the other triangle") { $0.isUpper.toggle() },
                changed("transposed") { $0.isTransposed.toggle() },
                changed("a diagonal that is read") { $0.isUnit = false },
                changed("the last column left out") { if $0.columns > 1 { $0.columns -= 1 } },
                (
                    "an element",
                    { right in
                        TriangularSolve { call in
                            right.run(call)
                            call.b.spoil(call.rows * call.columns - 1)
                        }
                    }
                ),
            ])
    }
}
