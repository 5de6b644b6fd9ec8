import RealModule

/// op(A) X = B for a triangular matrix A. Both lie column by column without gaps; X comes in the
/// place of B.
public struct TriangularSolveCall: @unchecked Sendable {
    // `@unchecked`: the pointers belong to views whose owners the caller holds.

    /// Whether A's upper triangle is read, else the lower.
    public var isUpper: Bool
    /// Whether op(A) is Aᵀ.
    public var isTransposed: Bool
    /// Whether A's diagonal counts as ones and is not read.
    public var isUnit: Bool
    /// Rows of A and B, columns of A.
    public var rows: Int
    /// Columns of B.
    public var columns: Int
    /// The first element of A.
    public var a: UnsafeRawPointer
    /// The first element of B.
    public var b: UnsafeMutableRawPointer

    public init(
        isUpper: Bool, isTransposed: Bool = false, isUnit: Bool = false, rows: Int, columns: Int,
        a: UnsafeRawPointer, b: UnsafeMutableRawPointer
    ) {
        (self.isUpper, self.isTransposed, self.isUnit) = (isUpper, isTransposed, isUnit)
        (self.rows, self.columns) = (rows, columns)
        (self.a, self.b) = (a, b)
    }

    /// The call on a part of B's columns.
    func columns(_ range: Range<Int>, _ dtype: DType) -> TriangularSolveCall {
        var part = self
        part.columns = range.count
        part.b += range.lowerBound * rows * dtype.byteCount
        return part
    }
}

/// A kernel that solves triangular equations on the calling thread.
public struct TriangularSolve: Sendable {
    /// Works on one call.
    public typealias Run = @Sendable (TriangularSolveCall) -> Void

    /// Solves.
    public let run: Run

    /// A kernel made of a function.
    public init(run: @escaping Run) { self.run = run }

    /// The kernel's place in the table.
    public static let kernel = Kernel<TriangularSolve>("triangularSolve") { dtype in
        switch dtype {
        case .float32: portable(Float.self)
        case .float64: portable(Double.self)
        default: nil
        }
    }

    /// Substitution, for one column of B after another.
    ///
    /// Source: Golub and Van Loan 2013, section 3.1.
    private static func portable<T: Real & Sendable>(_: T.Type) -> TriangularSolve {
        TriangularSolve { call in
            let n = call.rows
            // A has n columns of n elements, B `columns` of n.
            let a = Columns<T>(UnsafeMutableRawPointer(mutating: call.a), rows: n)
            let b = Columns<T>(call.b, rows: n)
            let isForward = call.isUpper == call.isTransposed
            for column in 0..<call.columns {
                let x = b[column]
                for step in 0..<n {
                    let j = isForward ? step : n - 1 - step
                    let others = call.isUpper ? 0..<j : j + 1..<n
                    if call.isTransposed {
                        for i in others { x[j] -= a[j][i] * x[i] }
                        if !call.isUnit { x[j] /= a[j][j] }
                    } else {
                        if !call.isUnit { x[j] /= a[j][j] }
                        for i in others { x[i] -= a[j][i] * x[j] }
                    }
                }
            }
        }
    }
}

extension TriangularSolve {
    /// Multiply-adds that are worth handing over to another thread.
    private static let grainWork = 1 << 18

    /// Works on `count` calls of one size, cut by the columns of B where there is much to do.
    ///
    /// - Parameter call: Gives the i-th call.
    public func callAsFunction(
        count: Int, _ dtype: DType, _ call: @Sendable (Int) -> TriangularSolveCall
    ) {
        guard count > 0 else { return }
        let first = call(0)
        let work = max(1, first.rows * first.rows * first.columns)
        let strips = EqualParts(first.columns, parts: work / Self.grainWork, multiple: 8)
        let parts = strips.count
        Elementwise.parallelRanges(
            count * parts, grain: max(1, Self.grainWork * parts / work)
        ) { range in
            for part in range {
                run(call(part / parts).columns(strips[part % parts], dtype))
            }
        }
    }
}
