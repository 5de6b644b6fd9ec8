import RealModule

/// One matrix to factor. It lies column by column without gaps, as LAPACK has it, and so do its
/// factors; the first of them comes in its place.
///
/// | kernel | `matrix` before → after | `second` | `third` |
/// |---|---|---|---|
/// | `lu` | A [n, n] → L below the diagonal (its own is 1), U on and above | rows exchanged, `int64` [n] | |
/// | `cholesky` | A [n, n], its lower triangle → L, zeros above | | |
/// | `qr` | A [m, n], m ≥ n → Q [m, width] | R [n, n], zeros below | |
/// | `eigh` | A [n, n], its lower triangle → eigenvectors | eigenvalues [n], ascending | |
/// | `svd` | A [m, n], m ≥ n → U | singular values [n], descending | V [n, n] |
///
/// `eigh` and `svd` take finite numbers only. Their vectors are determined up to a sign, which is
/// that of ``VectorSigns``.
public struct FactorizationCall: @unchecked Sendable {
    // `@unchecked`: the pointers belong to views whose owners the caller holds.

    /// Rows of the matrix.
    public var rows: Int
    /// Columns of the matrix.
    public var columns: Int
    /// Columns of Q, from `columns` to `rows`; the memory of the matrix holds as many.
    public var width: Int
    /// The matrix, and then its first factor.
    public var matrix: UnsafeMutableRawPointer
    /// The second factor.
    public var second: UnsafeMutableRawPointer
    /// The third factor.
    public var third: UnsafeMutableRawPointer

    /// - Parameters:
    ///   - second: By default the matrix's own memory, for kernels that have one factor.
    ///   - third: By default the same, for kernels that have two.
    public init(
        rows: Int, columns: Int, width: Int? = nil, matrix: UnsafeMutableRawPointer,
        second: UnsafeMutableRawPointer? = nil, third: UnsafeMutableRawPointer? = nil
    ) {
        (self.rows, self.columns, self.width) = (rows, columns, width ?? columns)
        (self.matrix, self.second) = (matrix, second ?? matrix)
        self.third = third ?? matrix
    }
}

/// A kernel that factors one matrix on the calling thread.
public struct Factorization: Sendable {
    /// How a factorization ended.
    public enum Status: Sendable, Hashable {
        /// It is complete.
        case done
        /// Pivot number `at`, counted from 0, is zero (`lu`, which goes on) or not positive
        /// (`cholesky`, which ends there).
        case badPivot(at: Int)
        /// The iteration did not converge.
        case notConverged
        /// There was no memory for a kernel's own needs.
        case outOfMemory
    }

    /// Works on one call.
    public typealias Run = @Sendable (FactorizationCall) -> Status

    /// Factors.
    public let run: Run

    /// A kernel made of a function.
    public init(run: @escaping Run) { self.run = run }

    /// P A = L U, rows exchanged so that the pivot is the largest of its column.
    public static let lu = Kernel<Factorization>("lu") {
        portable($0, lu(Float.self), lu(Double.self))
    }
    /// A = L Lᵀ.
    public static let cholesky = Kernel<Factorization>("cholesky") {
        portable($0, cholesky(Float.self), cholesky(Double.self))
    }
    /// A = Q R by Householder's reflections, with LAPACK's signs.
    public static let qr = Kernel<Factorization>("qr") {
        portable($0, qr(Float.self), qr(Double.self))
    }
    /// A = V diag(λ) Vᵀ.
    public static let eigh = Kernel<Factorization>("eigh") {
        portable($0, eigh(Float.self), eigh(Double.self))
    }
    /// A = U diag(σ) Vᵀ.
    public static let svd = Kernel<Factorization>("svd") {
        portable($0, svd(Float.self), svd(Double.self))
    }

    private static func portable(
        _ dtype: DType, _ single: @autoclosure () -> Factorization,
        _ double: @autoclosure () -> Factorization
    ) -> Factorization? {
        switch dtype {
        case .float32: single()
        case .float64: double()
        default: nil
        }
    }
}

extension Factorization {
    /// Multiply-adds that are worth handing over to another thread.
    private static let grainWork = 1 << 17

    /// Factors `count` matrices of one size, each on one thread.
    ///
    /// - Parameter call: Gives the i-th matrix.
    /// - Returns: How each ended.
    public func callAsFunction(
        count: Int, _ call: @Sendable (Int) -> FactorizationCall
    ) -> [Status] {
        guard count > 0 else { return [] }
        let first = call(0)
        let work = max(1, first.rows * first.width * first.width)
        return [Status](unsafeUninitializedCapacity: count) { buffer, initialized in
            // Each thread writes elements of its own.
            nonisolated(unsafe) let statuses = buffer
            Elementwise.parallelRanges(count, grain: max(1, Self.grainWork / work)) { range in
                for index in range {
                    statuses.initializeElement(at: index, to: run(call(index)))
                }
            }
            initialized = count
        }
    }
}

/// A matrix that lies column by column without gaps.
struct Columns<T: Real> {
    let start: UnsafeMutablePointer<T>
    let rows: Int

    init(_ start: UnsafeMutableRawPointer, rows: Int) {
        self.start = start.assumingMemoryBound(to: T.self)
        self.rows = rows
    }

    /// The first element of a column; `rows` elements may be used.
    subscript(column: Int) -> UnsafeMutablePointer<T> { start + column * rows }

    /// Makes the matrix the unit matrix of its size.
    func becomeUnit() {
        for j in 0..<rows {
            for i in 0..<rows { self[j][i] = i == j ? 1 : 0 }
        }
    }

    /// Exchanges two columns.
    func swapColumns(_ first: Int, _ second: Int) {
        guard first != second else { return }
        for i in 0..<rows { swap(&self[first][i], &self[second][i]) }
    }

    /// Turns two columns in their plane: (p, q) → (c p − s q, s p + c q).
    func rotate(_ p: Int, _ q: Int, cosine: T, sine: T) {
        let (first, second) = (self[p], self[q])
        for i in 0..<rows {
            let (x, y) = (first[i], second[i])
            first[i] = cosine * x - sine * y
            second[i] = sine * x + cosine * y
        }
    }
}

/// A turn of a plane by less than an eighth that makes two numbers beside the diagonal zero.
struct JacobiRotation<T: Real> {
    let cosine, sine, tangent: T

    /// The turn for the symmetric matrix [first, beside; beside, second], beside ≠ 0.
    ///
    /// Its tangent t is the smaller root of t² + 2 θ t − 1 with θ = (second − first) / (2 beside).
    init(first: T, second: T, beside: T) {
        let theta = (second - first) / (2 * beside)
        let size = 1 / (theta.magnitude + T.hypot(1, theta))
        tangent = theta < 0 ? -size : size
        cosine = 1 / T.sqrt(1 + tangent * tangent)
        sine = tangent * cosine
    }
}
