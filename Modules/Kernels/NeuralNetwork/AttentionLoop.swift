import RealModule

/// A block of attention scores whose softmax is taken block by block of keys.
///
/// Source: Milakov, Gimelshein 2018, "Online normalizer calculation for softmax", algorithm 3.
public struct AttentionCall: @unchecked Sendable {
    // `@unchecked`: the pointers belong to views whose owners the caller holds.

    /// Queries and keys of the block.
    public var rows, columns: Int
    /// q · k, changed to exp(scale q · k + mask − m), m the largest of the row so far; 0 where a
    /// query does not see a key.
    public var scores: MatrixRows
    /// What is added to the scores, or nil.
    public var mask: MatrixRows?
    /// What q · k is multiplied by.
    public var scale: Double
    /// How many keys the first query sees, each next one more; nil when all see all.
    public var firstSeen: Int?
    /// The largest score of each row so far, −∞ at first.
    public var largest: UnsafeMutableRawPointer
    /// The sum of each row's exponentials so far, 0 at first.
    public var sums: UnsafeMutableRawPointer
    /// What was summed up with the exponentials so far, scaled anew when m grows.
    public var output: MatrixRows
    /// Numbers of the output's rows.
    public var width: Int

    public init(
        rows: Int, columns: Int, scores: MatrixRows, mask: MatrixRows?, scale: Double,
        firstSeen: Int?, largest: UnsafeMutableRawPointer, sums: UnsafeMutableRawPointer,
        output: MatrixRows, width: Int
    ) {
        (self.rows, self.columns, self.scores, self.mask) = (rows, columns, scores, mask)
        (self.scale, self.firstSeen) = (scale, firstSeen)
        (self.largest, self.sums) = (largest, sums)
        (self.output, self.width) = (output, width)
    }
}

/// The keys of a block that a query sees.
func seenKeys(_ firstSeen: Int?, row: Int, columns: Int) -> Int {
    firstSeen.map { min(max($0 + row, 0), columns) } ?? columns
}

/// A kernel for the softmax of a block of attention scores.
public struct AttentionLoop: Sendable {
    /// Works on one block.
    public typealias Run = @Sendable (AttentionCall) -> Void

    /// Works on one block.
    public let run: Run

    /// A kernel made of a function.
    public init(run: @escaping Run) { self.run = run }

    /// The kernel's place in the table.
    public static let kernel = Kernel<AttentionLoop>("attention") { dtype in
        switch dtype {
        case .float32: portable(Float.self)
        case .float64: portable(Double.self)
        default: nil
        }
    }

    private static func portable<T: Real & BinaryFloatingPoint & Sendable>(
        _: T.Type
    ) -> AttentionLoop {
        AttentionLoop { call in
            // `rows` numbers of T in both.
            let largest = call.largest.assumingMemoryBound(to: T.self)
            let sums = call.sums.assumingMemoryBound(to: T.self)
            let scale = T(call.scale)
            for row in 0..<call.rows {
                // `columns` numbers of T in each row of scores and mask.
                let scores = call.scores.row(row, T.self)
                let mask = call.mask?.row(row, T.self)
                let seen = seenKeys(call.firstSeen, row: row, columns: call.columns)
                let before = largest[row]
                var top = before
                for i in 0..<seen {
                    scores[i] = scores[i] * scale + (mask.map { $0[i] } ?? 0)
                    if scores[i] > top { top = scores[i] }
                }
                let base = top == -T.infinity ? 0 : top
                var sum: T = 0
                for i in 0..<seen {
                    scores[i] = T.exp(scores[i] - base)
                    sum += scores[i]
                }
                for i in seen..<call.columns { scores[i] = 0 }
                var shrink: T = 1
                if before != -T.infinity, before != top {
                    shrink = T.exp(before - top)
                    let output = call.output.row(row, T.self)
                    for i in 0..<call.width { output[i] *= shrink }
                }
                largest[row] = top
                sums[row] = sums[row] * shrink + sum
            }
        }
    }
}
