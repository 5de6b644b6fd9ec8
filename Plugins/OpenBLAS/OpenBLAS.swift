import COpenBLAS
import Dispatch
import Kernels
public import TensorCore

/// Matrix products, factorizations and triangular equations by OpenBLAS and the LAPACK in it, on the
/// calling thread: the library's own pool cuts them up.
public enum OpenBLAS: Plugin {
    public static let name = "OpenBLAS"
    public static let rank = 0

    public static func install(into registry: inout Registry) throws {
        // OpenBLAS's own threads would compete with ours, and would make results depend on their
        // number.
        openblas_set_num_threads(1)
        try registry.register(
            kernel: GEMM(run: multiplySingle), for: "gemm", .float32, replacing: true)
        try registry.register(
            kernel: GEMM(run: multiplyDouble), for: "gemm", .float64, replacing: true)
        for (name, dtype, kernel) in factorizations {
            try registry.register(kernel: kernel, for: name, dtype, replacing: true)
        }
        try registry.register(
            kernel: TriangularSolve(run: solveSingle), for: "triangularSolve", .float32,
            replacing: true)
        try registry.register(
            kernel: TriangularSolve(run: solveDouble), for: "triangularSolve", .float64,
            replacing: true)
    }

    /// Calls at once; OpenBLAS 0.3.21 has buffers for 128 and crashes beyond.
    static let gate = DispatchSemaphore(value: 64)

    /// Whether OpenBLAS can count what the call needs: its integers have 32 bits.
    private static func counts(_ call: GEMMCall) -> Bool {
        max(call.m, call.n, call.k, call.lda, call.ldb, call.ldc) <= Int(blasint.max)
    }

    /// What C is multiplied by, once it holds the biases that the call has.
    private static func beta(_ call: GEMMCall, _ dtype: DType) -> Double {
        guard let bias = call.bias else { return call.beta }
        for row in 0..<call.m {
            // Each row of C and the biases are n elements.
            (call.c + row * call.ldc * dtype.byteCount)
                .copyMemory(from: bias, byteCount: call.n * dtype.byteCount)
        }
        return 1
    }

    @Sendable
    private static func multiplySingle(_ call: GEMMCall) {
        guard counts(call) else { return GEMM.kernel.reference(.float32)?.run(call) ?? () }
        let beta = beta(call, .float32)
        gate.wait()
        defer { gate.signal() }
        // The call's sizes and row distances bound all that is read and written.
        cblas_sgemm(
            CblasRowMajor, call.transposeA ? CblasTrans : CblasNoTrans,
            call.transposeB ? CblasTrans : CblasNoTrans, blasint(call.m), blasint(call.n),
            blasint(call.k), 1, call.a.assumingMemoryBound(to: Float.self), blasint(call.lda),
            call.b.assumingMemoryBound(to: Float.self), blasint(call.ldb), Float(beta),
            call.c.assumingMemoryBound(to: Float.self), blasint(call.ldc))
    }

    @Sendable
    private static func multiplyDouble(_ call: GEMMCall) {
        guard counts(call) else { return GEMM.kernel.reference(.float64)?.run(call) ?? () }
        let beta = beta(call, .float64)
        gate.wait()
        defer { gate.signal() }
        // The call's sizes and row distances bound all that is read and written.
        cblas_dgemm(
            CblasRowMajor, call.transposeA ? CblasTrans : CblasNoTrans,
            call.transposeB ? CblasTrans : CblasNoTrans, blasint(call.m), blasint(call.n),
            blasint(call.k), 1, call.a.assumingMemoryBound(to: Double.self), blasint(call.lda),
            call.b.assumingMemoryBound(to: Double.self), blasint(call.ldb), beta,
            call.c.assumingMemoryBound(to: Double.self), blasint(call.ldc))
    }
}

#if objectFormat(MachO)
    @section("__DATA_CONST,__lak_plugins")
    @used private let record: @convention(c) () -> Void = { Runtime.registerLinked(OpenBLAS.self) }
#else
    @section("linalgkit_plugins")
    @used private let record: @convention(c) () -> Void = { Runtime.registerLinked(OpenBLAS.self) }
#endif
