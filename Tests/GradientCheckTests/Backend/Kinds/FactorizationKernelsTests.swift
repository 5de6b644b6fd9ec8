import GradientCheck
import Kernels
import Testing

struct FactorizationKernelsTests {
    private func changed(
        _ what: String, _ change: @escaping @Sendable (inout FactorizationCall) -> Void
    ) -> Fault<Factorization> {
        (
            what,
            { right in
                Factorization { call in
                    var call = call
                    change(&call)
                    return right.run(call)
                }
            }
        )
    }

    private func after(
        _ what: String, _ change: @escaping @Sendable (FactorizationCall) -> Void
    ) -> Fault<Factorization> {
        (
            what,
            { right in
                Factorization { call in
                    let status = right.run(call)
                    change(call)
                    return status
                }
            }
        )
    }

    private var spoilt: [Fault<Factorization>] {
        [
            after("the last element of the matrix") { $0.matrix.spoil($0.rows * $0.columns - 1) },
            changed("the last column left out") { if $0.columns > 1 { $0.columns -= 1 } },
        ]
    }

    @Test(arguments: ["lu", "cholesky", "qr", "eigh", "svd"])
    func faultsAreSeen(name: String) throws { try expectSeen(name, spoilt) }

    @Test func faultsOfFurtherFactorsAreSeen() throws {
        for name in ["qr", "eigh", "svd"] {
            try expectSeen(name, [after("the second factor") { $0.second.spoil($0.columns - 1) }])
        }
        try expectSeen("svd", [after("the third factor") { $0.third.spoil(0) }])
        try expectSeen(
            "lu",
            [
                after("a pivot") { call in
                    call.second.assumingMemoryBound(to: Int64.self)[call.columns - 1] += 1
                },
                (
                    "a singular matrix that is not told",
                    { right in
                        Factorization { call in
                            _ = right.run(call)
                            return .done
                        }
                    }
                ),
            ])
        try expectSeen(
            "eigh",
            [
                after("a vector turned around") { call in
                    let vector = call.matrix.assumingMemoryBound(to: Double.self)
                    for i in 0..<call.rows { vector[i] = -vector[i] }
                }
            ])
    }
}
