import RealModule

/// How numbers are combined into one.
public enum ReductionKind: Int, Sendable, CaseIterable {
    case sum, max, min

    /// The name in the kernel table.
    var name: String { "\(self)" }
}

/// A kernel that reduces each row of a matrix in C order to one number.
public struct RowReduction: Sendable {
    /// Output (`rows` elements), input, rows, columns (at least 1).
    public typealias Run = @Sendable (UnsafeMutableRawPointer, UnsafeRawPointer, Int, Int) -> Void

    /// Reduces.
    public let run: Run

    /// A kernel made of a function.
    public init(run: @escaping Run) { self.run = run }

    /// The reference loop for a type that computes.
    package static func portable(_ kind: ReductionKind, _ dtype: DType) -> RowReduction? {
        switch (dtype, kind) {
        case (.float32, .sum): rows(Float.self) { blockedSum($0, $1) }
        case (.float64, .sum): rows(Double.self) { blockedSum($0, $1) }
        case (.int64, .sum): rows(Int64.self) { x, count in (0..<count).reduce(0) { $0 &+ x[$1] } }
        case (.int32, .sum): rows(Int32.self) { x, count in (0..<count).reduce(0) { $0 &+ x[$1] } }
        case (.float32, .max): rows(Float.self) { fold($0, $1, larger) }
        case (.float64, .max): rows(Double.self) { fold($0, $1, larger) }
        case (.int32, .max): rows(Int32.self) { fold($0, $1, Swift.max) }
        case (.int64, .max): rows(Int64.self) { fold($0, $1, Swift.max) }
        case (.uint8, .max), (.bool, .max): rows(UInt8.self) { fold($0, $1, Swift.max) }
        case (.float32, .min): rows(Float.self) { fold($0, $1, smaller) }
        case (.float64, .min): rows(Double.self) { fold($0, $1, smaller) }
        case (.int32, .min): rows(Int32.self) { fold($0, $1, Swift.min) }
        case (.int64, .min): rows(Int64.self) { fold($0, $1, Swift.min) }
        case (.uint8, .min), (.bool, .min): rows(UInt8.self) { fold($0, $1, Swift.min) }
        default: nil
        }
    }

    @inline(__always)
    private static func rows<T>(
        _: T.Type, _ reduce: @escaping @Sendable (UnsafePointer<T>, Int) -> T
    ) -> RowReduction {
        RowReduction { out, x, rows, columns in
            // `rows * columns` elements of T in, `rows` out.
            let out = out.assumingMemoryBound(to: T.self)
            let x = x.assumingMemoryBound(to: T.self)
            for row in 0..<rows { out[row] = reduce(x + row * columns, columns) }
        }
    }

    private static func fold<T>(_ x: UnsafePointer<T>, _ count: Int, _ combine: (T, T) -> T) -> T {
        var result = x[0]
        for i in 1..<max(count, 1) { result = combine(result, x[i]) }
        return result
    }

    /// The sum, in eight lanes over blocks of 4096, the blocks' sums added in `Double`.
    ///
    /// The error is at most about (4096 / 8 + 8) ulp of the sum of absolute values within a block,
    /// for random signs a hundredth of it, and does not grow with the number of blocks.
    private static func blockedSum<T: Real & BinaryFloatingPoint & SIMDScalar>(
        _ x: UnsafePointer<T>, _ count: Int
    ) -> T {
        var total = 0.0
        var start = 0
        while start < count {
            let end = Swift.min(start + 4096, count)
            var lanes = SIMD8<T>.zero
            var i = start
            while i + 8 <= end {
                for lane in 0..<8 { lanes[lane] += x[i + lane] }
                i += 8
            }
            while i < end {
                lanes[i & 7] += x[i]
                i += 1
            }
            let pairs = (lanes[0] + lanes[4]) + (lanes[2] + lanes[6])
            let others = (lanes[1] + lanes[5]) + (lanes[3] + lanes[7])
            total += Double(pairs + others)
            start = end
        }
        return T(total)
    }
}

/// The larger number; NaN wins, as in PyTorch.
@inlinable
public func larger<T: FloatingPoint>(_ a: T, _ b: T) -> T { a.isNaN || a > b ? a : b }

/// The smaller number; NaN wins, as in PyTorch.
@inlinable
public func smaller<T: FloatingPoint>(_ a: T, _ b: T) -> T { a.isNaN || a < b ? a : b }

/// A kernel that reduces the rows of a matrix in C order into one row.
public struct ColumnReduction: Sendable {
    /// Output (`columns` elements), input, rows (at least 1), columns, elements from row to row.
    public typealias Run =
        @Sendable (UnsafeMutableRawPointer, UnsafeRawPointer, Int, Int, Int) -> Void

    /// Reduces.
    public let run: Run

    /// A kernel made of a function.
    public init(run: @escaping Run) { self.run = run }

    /// The reference loop for a type that computes.
    package static func portable(_ kind: ReductionKind, _ dtype: DType) -> ColumnReduction? {
        switch (dtype, kind) {
        case (.float32, .sum): columns(Float.self, blocks: 64) { $0 + $1 }
        case (.float64, .sum): columns(Double.self, blocks: 64) { $0 + $1 }
        case (.int64, .sum): columns(Int64.self) { $0 &+ $1 }
        case (.int32, .sum): columns(Int32.self) { $0 &+ $1 }
        case (.float32, .max): columns(Float.self, larger)
        case (.float64, .max): columns(Double.self, larger)
        case (.int32, .max): columns(Int32.self, Swift.max)
        case (.int64, .max): columns(Int64.self, Swift.max)
        case (.uint8, .max), (.bool, .max): columns(UInt8.self, Swift.max)
        case (.float32, .min): columns(Float.self, smaller)
        case (.float64, .min): columns(Double.self, smaller)
        case (.int32, .min): columns(Int32.self, Swift.min)
        case (.int64, .min): columns(Int64.self, Swift.min)
        case (.uint8, .min), (.bool, .min): columns(UInt8.self, Swift.min)
        default: nil
        }
    }

    /// Rows are combined `blocks` at a time, then the partial rows, so that a long sum's error
    /// grows with the square root of its length.
    @inline(__always)
    private static func columns<T>(
        _: T.Type, blocks: Int = .max, _ combine: @escaping @Sendable (T, T) -> T
    ) -> ColumnReduction {
        ColumnReduction { out, x, rows, columns, stride in
            // `rows` rows of `columns` elements of T, `stride` apart; `columns` elements out.
            let out = out.assumingMemoryBound(to: T.self)
            let x = x.assumingMemoryBound(to: T.self)
            func add(_ row: Int, _ end: Int, into out: UnsafeMutablePointer<T>) {
                out.update(from: x + row * stride, count: columns)
                for row in row + 1..<max(end, row + 1) {
                    let x = x + row * stride
                    for column in 0..<columns { out[column] = combine(out[column], x[column]) }
                }
            }
            add(0, min(rows, blocks), into: out)
            guard rows > blocks else { return }
            withUnsafeTemporaryAllocation(of: T.self, capacity: max(columns, 1)) { partial in
                let partial = partial.baseAddress.unsafelyUnwrapped
                for row in Swift.stride(from: blocks, to: rows, by: blocks) {
                    add(row, min(rows, row + blocks), into: partial)
                    for column in 0..<columns {
                        out[column] = combine(out[column], partial[column])
                    }
                }
            }
        }
    }
}
