import GradientCheck
import Kernels
import Testing

/// A kernel of a type that this package does not know: running sums.
struct RunningSumLoop: CheckableKernel {
    let run: @Sendable (UnsafeMutablePointer<Double>, UnsafePointer<Double>, Int) -> Void

    static let kind = "running sums"
    static let bound = KernelBound(ulps: 64, reason: "sums of up to 4097 terms in any order")

    static func calls(_ data: KernelData) -> [KernelCall<RunningSumLoop>] {
        data.lengths.map { count in
            let values = data.random(count, in: 0...1)
            return KernelCall("\(count) elements", [.output(count), .input(values)]) { loop, p in
                loop.run(
                    p[0].assumingMemoryBound(to: Double.self),
                    p[1].assumingMemoryBound(to: Double.self), count)
            }
        }
    }

    static let kernel = Kernel<RunningSumLoop>("test.runningSum") { dtype in
        guard dtype == .float64 else { return nil }
        return RunningSumLoop { out, x, count in
            var sum = 0.0
            for i in 0..<count {
                sum += x[i]
                out[i] = sum
            }
        }
    }
}

extension RunningSumLoop: KernelDeclaring {
    static var kernelPlaces: [any KernelPlace] { [kernel] }
}

/// A kernel that says nothing of how it is called.
struct MuteLoop: Sendable {
    enum Place: KernelDeclaring {
        static let kernel = Kernel<MuteLoop>("test.mute") { _ in MuteLoop() }
        static var kernelPlaces: [any KernelPlace] { [kernel] }
    }
}

struct CheckableKernelTests {
    private func backend(_ loop: RunningSumLoop) -> [BackendKernel] {
        [BackendKernel("test.runningSum", .float64, loop)]
    }

    @Test func kernelsOfOtherTypesAreCheckedToo() throws {
        let fromTheEnd = RunningSumLoop { out, x, count in
            for i in 0..<count { out[i] = (0...i).reversed().reduce(0) { $0 + x[$1] } }
        }
        let report = try checkBackend("other", backend(fromTheEnd)).kernels[0]
        #expect(report.kind == "running sums" && report.callCount == 13 * 3)
        #expect(report.worstULPs > 0 && report.worstShare < 1)
        let wrong = RunningSumLoop { out, x, count in
            for i in 0..<count { out[i] = (0..<max(i, 1)).reduce(0) { $0 + x[$1] } }
        }
        #expect(throws: GradientCheckError.self) { try checkBackend("other", backend(wrong)) }
    }

    @Test func kernelsThatSayNothingAreAFinding() throws {
        let report = try backendReport("other", [BackendKernel("test.mute", .float32, MuteLoop())])
        #expect(report.failures[0].contains("MuteLoop says nothing of how it is called"))
    }
}
