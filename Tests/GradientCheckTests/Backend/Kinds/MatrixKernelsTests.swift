import GradientCheck
import Kernels
import Testing

struct MatrixKernelsTests {
    private func changed(_ what: String, _ change: @escaping @Sendable (inout GEMMCall) -> Void)
        -> Fault<GEMM>
    {
        (
            what,
            { right in
                GEMM { call in
                    var call = call
                    change(&call)
                    right.run(call)
                }
            }
        )
    }

    /// An order of its own that leaves out all but the first columns.
    private func firstPart(of right: GEMM) -> GEMM.Packing {
        GEMM.Packing(
            fewestRows: 1, byteCount: { n, k in n * k * 8 }, pack: { _, _, _ in },
            run: { call, columns, _ in
                guard columns.lowerBound == 0 else { return false }
                var part = call
                part.n = columns.count
                right.run(part)
                return true
            })
    }

    @Test func faultsAreSeen() throws {
        try expectSeen(
            "gemm",
            [
                changed("the last term left out") { if $0.k > 0 { $0.k -= 1 } },
                changed("the last row left out") { if $0.m > 1 { $0.m -= 1 } },
                changed("the last column left out") { if $0.n > 1 { $0.n -= 1 } },
                changed("what was there is not added to") { $0.beta = 0 },
                changed("a bias left out") { $0.bias = nil },
                (
                    "the second part of what is packed left out",
                    { GEMM(packing: firstPart(of: $0), run: $0.run) }
                ),
                (
                    "the second part with a packed left factor left out",
                    { GEMM(leftPacking: firstPart(of: $0), run: $0.run) }
                ),
                (
                    "an element",
                    { right in
                        GEMM { call in
                            right.run(call)
                            if call.m > 0, call.n > 0 {
                                call.c.spoil((call.m - 1) * call.ldc + call.n - 1)
                            }
                        }
                    }
                ),
                (
                    "gaps between rows that are written",
                    { right in
                        GEMM { call in
                            right.run(call)
                            if call.m > 1, call.ldc > call.n { call.c.spoil(call.n) }
                        }
                    }
                ),
            ])
    }
}
