import GradientCheck
import Kernels
import Testing

/// A kernel that doubles the first array in place and counts in the second, in ways of its own.
struct DoublingLoop: CheckableKernel {
    let run: @Sendable (UnsafeMutablePointer<Double>, UnsafeMutablePointer<Int32>, Int) -> Void

    static let kind = "doubling"
    static let bound = KernelBound(ulps: 1, reason: "one product")

    static func calls(_ data: KernelData) -> [KernelCall<DoublingLoop>] {
        data.seed == 99
            ? []
            : [4, 9].map { count in
                KernelCall(
                    "\(count) elements",
                    [.inOut(data.random(count)), .output(count, .int32)]
                ) { loop, p in
                    loop.run(
                        p[0].assumingMemoryBound(to: Double.self),
                        p[1].assumingMemoryBound(to: Int32.self), count)
                }
            }
    }

    enum Place: KernelDeclaring {
        static let kernel = Kernel<DoublingLoop>("test.doubling") { dtype in
            dtype == .float64 ? right : nil
        }
        static var kernelPlaces: [any KernelPlace] { [kernel] }
    }

    static let right = DoublingLoop { x, n, count in
        for i in 0..<count {
            x[i] *= 2
            n[i] = Int32(i)
        }
    }
}

struct KernelCheckTests {
    private func report(
        _ loop: DoublingLoop, seed: Int = 0
    ) throws -> KernelReport {
        try backendReport(
            "test", [BackendKernel("test.doubling", .float64, loop)],
            options: BackendCheckOptions(seed: seed)
        ).kernels[0]
    }

    @Test func callsEachCallAtEachPlaceOfMemory() throws {
        let report = try report(.right)
        #expect(report.passed && report.kind == "doubling" && report.worstULPs == 0)
        #expect(report.callCount == 2 * 3 && report.elementCount == 3 * 2 * (4 + 9))
    }

    @Test func withoutACallNothingIsProven() throws {
        #expect(try report(.right, seed: 99).failures == ["there is no call to make"])
    }

    @Test func arraysChangedInPlaceAreCompared() throws {
        let text = try report(
            DoublingLoop { x, n, count in
                DoublingLoop.right.run(x, n, count)
                x[count - 1] += 1
            }
        ).failures.joined(separator: "\n")
        #expect(text.contains("4 elements") && text.contains("argument 0, element 3: expected"))
    }

    @Test func wholeNumbersAreComparedByTheirBytes() throws {
        let found = try report(
            DoublingLoop { x, n, count in
                DoublingLoop.right.run(x, n, count)
                n[1] = 7
            })
        #expect(found.worstShare == .infinity)
        #expect(found.failures[0].contains("argument 1: other bits than the portable loop's at"))
        #expect(found.failures[0].hasSuffix("byte 4"))
    }

    @Test func oneFailureOfACallSaysEnough() throws {
        let found = try report(DoublingLoop { _, _, _ in })
        #expect(found.failures.filter { $0.hasPrefix("4 elements") }.count == 1)
        #expect(found.failures.contains { $0.hasPrefix("9 elements") })
    }

    @Test func whoeverTrespassesIsNotRunOnOrdinaryMemory() throws {
        let found = try report(
            DoublingLoop { x, n, count in
                DoublingLoop.right.run(x, n, count)
                x[count] = 0
            })
        #expect(found.failures.contains { $0.contains("argument 0: touches") }, "\(found)")
        #expect(!found.failures.contains { $0.contains("threads") })
    }

    @Test func otherBitsOnMoreThreadsAreSeen() throws {
        let found = try report(
            DoublingLoop { x, n, count in
                DoublingLoop.right.run(x, n, count)
                if Runtime.threadCount == 3 { x[0] = x[0].nextUp }
            })
        #expect(found.failures == ["9 elements: other bits on 3 threads than on 1"])
    }
}
