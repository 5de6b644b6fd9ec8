import GradientCheck
import Kernels
import Testing

/// A kernel with arrays of several types: halves of the numbers, and whether they are negative.
struct HalvingLoop: CheckableKernel {
    let run:
        @Sendable (UnsafeMutableRawPointer, UnsafeMutablePointer<UInt8>, UnsafeRawPointer, DType) ->
            Void

    static let kind = "halving"
    static let bound = KernelBound(ulps: 0, reason: "a half is exact")

    static func calls(_ data: KernelData) -> [KernelCall<HalvingLoop>] {
        [
            KernelCall("3 elements", [.output(3), .output(3, .uint8), .input([0.1, -2, 3])]) {
                loop, p in
                loop.run(p[0], p[1].assumingMemoryBound(to: UInt8.self), p[2], p.dtype)
            }
        ]
    }

    enum Place: KernelDeclaring {
        static let kernel = Kernel<HalvingLoop>("test.halving") { dtype in
            switch dtype {
            case .float32: loop(Float.self, dtype)
            case .float64: loop(Double.self, dtype)
            default: nil
            }
        }
        static var kernelPlaces: [any KernelPlace] { [kernel] }
    }

    /// A loop for one type, which it expects to be called with.
    static func loop<T: BinaryFloatingPoint & Sendable>(_: T.Type, _ own: DType) -> HalvingLoop {
        HalvingLoop { out, signs, x, dtype in
            let (out, x) = (
                out.assumingMemoryBound(to: T.self), x.assumingMemoryBound(to: T.self)
            )
            for i in 0..<3 {
                out[i] = dtype == own ? x[i] / 2 : .nan
                signs[i] = x[i] < 0 ? 1 : 0
            }
        }
    }
}

struct KernelOutcomeTests {
    private func report(_ loop: HalvingLoop, _ dtype: DType) throws -> KernelReport {
        try backendReport("test", [BackendKernel("test.halving", dtype, loop)]).kernels[0]
    }

    @Test func eachArrayIsReadInItsOwnType() throws {
        for (loop, dtype) in [
            (HalvingLoop.loop(Float.self, .float32), DType.float32),
            (HalvingLoop.loop(Double.self, .float64), .float64),
        ] {
            let report = try report(loop, dtype)
            #expect(report.passed && report.worstULPs == 0, "\(report)")
        }
    }

    /// 0.1 is another number in `float32`: the loop in `float64` that stands in for it gets that.
    @Test func numbersAreRoundedToTheKernelsTypeFirst() throws {
        let exact = HalvingLoop { out, signs, x, _ in
            let x = x.assumingMemoryBound(to: Float.self)
            let out = out.assumingMemoryBound(to: Float.self)
            for i in 0..<3 { (out[i], signs[i]) = (Float(Double(x[i]) / 2), x[i] < 0 ? 1 : 0) }
        }
        #expect(try report(exact, .float32).passed)
    }

    @Test func allArraysThatAreWrittenCount() throws {
        let silent = HalvingLoop { out, signs, x, dtype in
            HalvingLoop.loop(Double.self, .float64).run(out, signs, x, dtype)
            signs[1] = 0
        }
        let text = try report(silent, .float64).failures.joined()
        #expect(text.contains("argument 1: other bits than the portable loop's at byte 1"))
    }
}
