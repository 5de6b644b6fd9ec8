import COpenBLAS
import Kernels

/// Factorizations by LAPACK.
extension OpenBLAS {
    /// The kernels with their names and types.
    static var factorizations: [(String, DType, Factorization)] {
        [
            ("lu", .float32, guarded("lu", .float32) { lu($0, sgetrf_) }),
            ("lu", .float64, guarded("lu", .float64) { lu($0, dgetrf_) }),
            (
                "cholesky", .float32,
                guarded("cholesky", .float32) { cholesky($0, .float32, spotrf_) }
            ),
            (
                "cholesky", .float64,
                guarded("cholesky", .float64) { cholesky($0, .float64, dpotrf_) }
            ),
            ("qr", .float32, guarded("qr", .float32) { qr($0, .float32, sgeqrf_, sorgqr_) }),
            ("qr", .float64, guarded("qr", .float64) { qr($0, .float64, dgeqrf_, dorgqr_) }),
            ("eigh", .float32, guarded("eigh", .float32) { eigh($0, .float32, ssyevd_) }),
            ("eigh", .float64, guarded("eigh", .float64) { eigh($0, .float64, dsyevd_) }),
            ("svd", .float32, guarded("svd", .float32) { svd($0, .float32, sgesdd_) }),
            ("svd", .float64, guarded("svd", .float64) { svd($0, .float64, dgesdd_) }),
        ]
    }

    /// A kernel for what LAPACK can count, whose integers have 32 bits, and that is not empty; the
    /// portable loop has the rest.
    private static func guarded(
        _ name: String, _ dtype: DType, _ run: @escaping Factorization.Run
    ) -> Factorization {
        let places = [
            Factorization.lu, Factorization.cholesky, Factorization.qr, Factorization.eigh,
            Factorization.svd,
        ]
        let portable = places.first { $0.name == name }?.reference(dtype)
        return Factorization { call in
            // More than any routine's workspace, in numbers.
            let (m, n) = (Double(max(call.rows, call.width)), Double(call.columns))
            let work = name == "lu" || name == "cholesky" ? m : 6 * n * n + 128 * (m + n)
            guard call.columns > 0, work <= Double(blasint.max) else {
                return portable?.run(call) ?? .notConverged
            }
            gate.wait()
            defer { gate.signal() }
            return run(call)
        }
    }

    private typealias LU = (
        UnsafePointer<blasint>?, UnsafePointer<blasint>?, UnsafeMutableRawPointer?,
        UnsafePointer<blasint>?, UnsafeMutablePointer<blasint>?, UnsafeMutablePointer<blasint>?
    ) -> Void

    private static func lu(_ call: FactorizationCall, _ getrf: LU) -> Factorization.Status {
        var (n, info): (blasint, blasint) = (blasint(call.columns), 0)
        var rows = [blasint](repeating: 0, count: call.columns)
        getrf(&n, &n, call.matrix, &n, &rows, &info)
        // There are n pivots; LAPACK counts from 1.
        let pivots = call.second.assumingMemoryBound(to: Int64.self)
        for k in rows.indices { pivots[k] = Int64(rows[k]) - 1 }
        return info > 0 ? .badPivot(at: Int(info) - 1) : .done
    }

    private typealias Cholesky = (
        UnsafePointer<CChar>?, UnsafePointer<blasint>?, UnsafeMutableRawPointer?,
        UnsafePointer<blasint>?, UnsafeMutablePointer<blasint>?, Int
    ) -> Void

    private static func cholesky(
        _ call: FactorizationCall, _ dtype: DType, _ potrf: Cholesky
    ) -> Factorization.Status {
        var (n, info): (blasint, blasint) = (blasint(call.columns), 0)
        potrf("L", &n, call.matrix, &n, &info, 1)
        if info > 0 { return .badPivot(at: Int(info) - 1) }
        let width = dtype.byteCount
        for j in 0..<call.columns {
            // Column j, of which j elements lie above the diagonal.
            let column = call.matrix + j * call.columns * width
            // OpenBLAS takes NaN for positive.
            let diagonal = column + j * width
            let isNumber =
                dtype == .float32
                ? !diagonal.load(as: Float.self).isNaN : !diagonal.load(as: Double.self).isNaN
            guard isNumber else { return .badPivot(at: j) }
            column.initializeMemory(as: UInt8.self, repeating: 0, count: j * width)
        }
        return .done
    }

    private typealias QR = (
        UnsafePointer<blasint>?, UnsafePointer<blasint>?, UnsafeMutableRawPointer?,
        UnsafePointer<blasint>?, UnsafeMutableRawPointer?, UnsafeMutableRawPointer?,
        UnsafePointer<blasint>?, UnsafeMutablePointer<blasint>?
    ) -> Void
    private typealias FormQ = (
        UnsafePointer<blasint>?, UnsafePointer<blasint>?, UnsafePointer<blasint>?,
        UnsafeMutableRawPointer?, UnsafePointer<blasint>?, UnsafeRawPointer?,
        UnsafeMutableRawPointer?, UnsafePointer<blasint>?, UnsafeMutablePointer<blasint>?
    ) -> Void

    private static func qr(
        _ call: FactorizationCall, _ dtype: DType, _ geqrf: QR, _ orgqr: FormQ
    ) -> Factorization.Status {
        var (m, n, info) = (blasint(call.rows), blasint(call.columns), blasint(0))
        var width = blasint(call.width)
        let size = dtype.byteCount
        guard let tau = Storage.allocate(byteCount: call.columns * size) else {
            return .outOfMemory
        }
        guard
            withWork(dtype, { geqrf(&m, &n, call.matrix, &m, tau.pointer, $0, &$1, &info) })
        else { return .outOfMemory }
        for j in 0..<call.columns {
            // Column j of both, of n and of m elements: j + 1 are R's.
            let target = call.second + j * call.columns * size
            target.copyMemory(
                from: call.matrix + j * call.rows * size, byteCount: (j + 1) * size)
            (target + (j + 1) * size).initializeMemory(
                as: UInt8.self, repeating: 0, count: (call.columns - j - 1) * size)
        }
        let isFormed = withWork(dtype) {
            orgqr(&m, &width, &n, call.matrix, &m, tau.pointer, $0, &$1, &info)
        }
        return withExtendedLifetime(tau) { isFormed ? .done : .outOfMemory }
    }

    private typealias Eigenvalues = (
        UnsafePointer<CChar>?, UnsafePointer<CChar>?, UnsafePointer<blasint>?,
        UnsafeMutableRawPointer?, UnsafePointer<blasint>?, UnsafeMutableRawPointer?,
        UnsafeMutableRawPointer?, UnsafePointer<blasint>?, UnsafeMutablePointer<blasint>?,
        UnsafePointer<blasint>?, UnsafeMutablePointer<blasint>?, Int, Int
    ) -> Void

    private static func eigh(
        _ call: FactorizationCall, _ dtype: DType, _ syevd: Eigenvalues
    ) -> Factorization.Status {
        var (n, info): (blasint, blasint) = (blasint(call.columns), 0)
        // What `dsyevd` asks for: 3 + 5 n.
        var integers = [blasint](repeating: 0, count: 3 + 5 * call.columns)
        var integerCount = blasint(integers.count)
        let hasMemory = withWork(dtype) {
            syevd(
                "V", "L", &n, call.matrix, &n, call.second, $0, &$1, &integers, &integerCount,
                &info, 1, 1)
        }
        guard hasMemory else { return .outOfMemory }
        guard info == 0 else { return .notConverged }
        VectorSigns.normalize(call.matrix, rows: call.columns, count: call.columns, dtype)
        return .done
    }

    private typealias SingularValues = (
        UnsafePointer<CChar>?, UnsafePointer<blasint>?, UnsafePointer<blasint>?,
        UnsafeMutableRawPointer?, UnsafePointer<blasint>?, UnsafeMutableRawPointer?,
        UnsafeMutableRawPointer?, UnsafePointer<blasint>?, UnsafeMutableRawPointer?,
        UnsafePointer<blasint>?, UnsafeMutableRawPointer?, UnsafePointer<blasint>?,
        UnsafeMutablePointer<blasint>?, UnsafeMutablePointer<blasint>?, Int
    ) -> Void

    private static func svd(
        _ call: FactorizationCall, _ dtype: DType, _ gesdd: SingularValues
    ) -> Factorization.Status {
        var (m, n, info) = (blasint(call.rows), blasint(call.columns), blasint(0))
        var integers = [blasint](repeating: 0, count: 8 * call.columns)
        // "O" puts U in the place of the matrix.
        let hasMemory = withWork(dtype) {
            gesdd(
                "O", &m, &n, call.matrix, &m, call.second, nil, &m, call.third, &n, $0, &$1,
                &integers, &info, 1)
        }
        guard hasMemory else { return .outOfMemory }
        guard info == 0 else { return .notConverged }
        if dtype == .float32 {
            transpose(call.third.assumingMemoryBound(to: Float.self), call.columns)
        } else {
            transpose(call.third.assumingMemoryBound(to: Double.self), call.columns)
        }
        VectorSigns.normalize(
            call.matrix, rows: call.rows, count: call.columns, dtype, with: call.third,
            otherRows: call.columns)
        return .done
    }

    /// Exchanges rows and columns of n columns of n numbers.
    private static func transpose<T>(_ matrix: UnsafeMutablePointer<T>, _ n: Int) {
        for j in 0..<n {
            for i in 0..<j { swap(&matrix[j * n + i], &matrix[i * n + j]) }
        }
    }

    /// Calls a routine twice: with a work size of −1, to which it answers how much it needs, and with
    /// that; false when there is no memory.
    private static func withWork(
        _ dtype: DType, _ routine: (UnsafeMutableRawPointer, inout blasint) -> Void
    ) -> Bool {
        var (answer, size): (Double, blasint) = (0, -1)
        withUnsafeMutableBytes(of: &answer) { bytes in
            // A double has room for either type.
            bytes.baseAddress.map { routine($0, &size) }
        }
        let needed = withUnsafeBytes(of: &answer) {
            // A float may have been rounded down.
            dtype == .float32 ? Double($0.load(as: Float.self).nextUp) : $0.load(as: Double.self)
        }
        size = blasint(max(1, needed.rounded(.up)))
        guard let work = Storage.allocate(byteCount: Int(size) * dtype.byteCount) else {
            return false
        }
        routine(work.pointer, &size)
        return withExtendedLifetime(work) { true }
    }
}

/// Triangular equations by OpenBLAS.
extension OpenBLAS {
    private static func counts(_ call: TriangularSolveCall) -> Bool {
        max(call.rows, call.columns) <= Int(blasint.max) && min(call.rows, call.columns) > 0
    }

    @Sendable
    static func solveSingle(_ call: TriangularSolveCall) {
        guard counts(call) else {
            return TriangularSolve.kernel.reference(.float32)?.run(call) ?? ()
        }
        gate.wait()
        defer { gate.signal() }
        // A has `rows` columns of `rows` numbers, B `columns` of as many.
        cblas_strsm(
            CblasColMajor, CblasLeft, call.isUpper ? CblasUpper : CblasLower,
            call.isTransposed ? CblasTrans : CblasNoTrans, call.isUnit ? CblasUnit : CblasNonUnit,
            blasint(call.rows), blasint(call.columns), 1,
            call.a.assumingMemoryBound(to: Float.self), blasint(call.rows),
            call.b.assumingMemoryBound(to: Float.self), blasint(call.rows))
    }

    @Sendable
    static func solveDouble(_ call: TriangularSolveCall) {
        guard counts(call) else {
            return TriangularSolve.kernel.reference(.float64)?.run(call) ?? ()
        }
        gate.wait()
        defer { gate.signal() }
        // A has `rows` columns of `rows` numbers, B `columns` of as many.
        cblas_dtrsm(
            CblasColMajor, CblasLeft, call.isUpper ? CblasUpper : CblasLower,
            call.isTransposed ? CblasTrans : CblasNoTrans, call.isUnit ? CblasUnit : CblasNonUnit,
            blasint(call.rows), blasint(call.columns), 1,
            call.a.assumingMemoryBound(to: Double.self), blasint(call.rows),
            call.b.assumingMemoryBound(to: Double.self), blasint(call.rows))
    }
}
