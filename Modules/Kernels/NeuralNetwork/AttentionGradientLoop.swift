import RealModule

/// A block of attention scores on the way back; see ``AttentionCall``.
public struct AttentionGradientCall: @unchecked Sendable {
    // `@unchecked`: the pointers belong to views whose owners the caller holds.

    /// Queries and keys of the block.
    public var rows, columns: Int
    /// q · k, changed to p z, p the softmax.
    public var scores: MatrixRows
    /// The gradient of p z, changed to that of q · k: p (z g − d) scale.
    public var slopes: MatrixRows
    /// What is added to the scores, or nil.
    public var mask: MatrixRows?
    /// Dropout: z, what p is multiplied by, or nil for 1.
    public var factors: MatrixRows?
    /// What q · k is multiplied by.
    public var scale: Double
    /// How many keys the first query sees, each next one more; nil when all see all.
    public var firstSeen: Int?
    /// m, the largest score of each row, and 1 / the sum of the row's exp(score − m). Their logarithms
    /// in one number would be off by half a unit of the largest, and p by as much.
    public var largest, inverseSums: UnsafeRawPointer
    /// d: the product of each row's output with its gradient.
    public var products: UnsafeRawPointer

    public init(
        rows: Int, columns: Int, scores: MatrixRows, slopes: MatrixRows, mask: MatrixRows?,
        factors: MatrixRows?, scale: Double, firstSeen: Int?, largest: UnsafeRawPointer,
        inverseSums: UnsafeRawPointer, products: UnsafeRawPointer
    ) {
        (self.rows, self.columns) = (rows, columns)
        (self.scores, self.slopes) = (scores, slopes)
        (self.mask, self.factors) = (mask, factors)
        (self.scale, self.firstSeen) = (scale, firstSeen)
        (self.largest, self.inverseSums) = (largest, inverseSums)
        self.products = products
    }
}

/// A kernel for the gradient of a block of attention scores, whose softmax it computes anew.
///
/// Source: Dao 2023, "FlashAttention-2", algorithm 2, lines 12 to 15.
public struct AttentionGradientLoop: Sendable {
    /// Works on one block.
    public typealias Run = @Sendable (AttentionGradientCall) -> Void

    /// Works on one block.
    public let run: Run

    /// A kernel made of a function.
    public init(run: @escaping Run) { self.run = run }

    /// The kernel's place in the table.
    public static let kernel = Kernel<AttentionGradientLoop>("attention.gradient") { dtype in
        switch dtype {
        case .float32: portable(Float.self)
        case .float64: portable(Double.self)
        default: nil
        }
    }

    private static func portable<T: Real & BinaryFloatingPoint & Sendable>(
        _: T.Type
    ) -> AttentionGradientLoop {
        AttentionGradientLoop { call in
            // `rows` numbers of T in all three.
            let largest = call.largest.assumingMemoryBound(to: T.self)
            let inverseSums = call.inverseSums.assumingMemoryBound(to: T.self)
            let products = call.products.assumingMemoryBound(to: T.self)
            let scale = T(call.scale)
            for row in 0..<call.rows {
                // `columns` numbers of T in each row of the four.
                let (scores, slopes) = (call.scores.row(row, T.self), call.slopes.row(row, T.self))
                let mask = call.mask?.row(row, T.self)
                let factors = call.factors?.row(row, T.self)
                let seen = seenKeys(call.firstSeen, row: row, columns: call.columns)
                for i in 0..<seen {
                    let score = scores[i] * scale + (mask.map { $0[i] } ?? 0)
                    let p = T.exp(score - largest[row]) * inverseSums[row]
                    let z = factors.map { $0[i] } ?? 1
                    scores[i] = p * z
                    slopes[i] = p * (slopes[i] * z - products[row]) * scale
                }
                for i in seen..<call.columns { (scores[i], slopes[i]) = (0, 0) }
            }
        }
    }
}
