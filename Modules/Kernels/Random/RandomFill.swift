/// A kernel that fills a contiguous run with random numbers.
public struct RandomFill: Sendable {
    /// Output, number of elements, seed, first block of the counter, parameters.
    public typealias Run =
        @Sendable (UnsafeMutableRawPointer, Int, UInt64, UInt64, SIMD2<Double>) -> Void

    /// Fills.
    public let run: Run

    /// A kernel made of a function.
    public init(run: @escaping Run) { self.run = run }

    /// Numbers of [low, high), the parameters.
    public static let uniform = Kernel<RandomFill>("uniform") { dtype in
        switch dtype {
        case .float32:
            fill(Float.self) {
                Philox.fillUniform($0, count: $1, seed: $2, offset: $3, low: $4[0], high: $4[1])
            }
        case .float64:
            fill(Double.self) {
                Philox.fillUniform($0, count: $1, seed: $2, offset: $3, low: $4[0], high: $4[1])
            }
        default: nil
        }
    }

    /// Normally distributed numbers of the mean and standard deviation given as parameters.
    public static let normal = Kernel<RandomFill>("normal") { dtype in
        switch dtype {
        case .float32:
            fill(Float.self) {
                Philox.fillNormal($0, count: $1, seed: $2, offset: $3, mean: $4[0], std: $4[1])
            }
        case .float64:
            fill(Double.self) {
                Philox.fillNormal($0, count: $1, seed: $2, offset: $3, mean: $4[0], std: $4[1])
            }
        default: nil
        }
    }

    /// Ones with the probability given as first parameter, else zeros.
    public static let bernoulli = Kernel<RandomFill>("bernoulli") { dtype in
        switch dtype {
        case .float32:
            fill(Float.self) {
                Philox.fillBernoulli($0, count: $1, seed: $2, offset: $3, probability: $4[0])
            }
        case .float64:
            fill(Double.self) {
                Philox.fillBernoulli($0, count: $1, seed: $2, offset: $3, probability: $4[0])
            }
        default: nil
        }
    }

    private static func fill<T>(
        _: T.Type,
        _ fill:
            @escaping @Sendable (UnsafeMutablePointer<T>, Int, UInt64, UInt64, SIMD2<Double>) ->
            Void
    ) -> RandomFill {
        RandomFill { out, count, seed, offset, p in
            // The caller's run has `count` elements of T.
            fill(out.assumingMemoryBound(to: T.self), count, seed, offset, p)
        }
    }

    /// Elements that one block of the counter gives.
    public static func elementsPerBlock(_ dtype: DType) -> Int { dtype == .float64 ? 2 : 4 }

    /// Fills a contiguous view, in parallel where that pays, with the numbers that start at block
    /// `offset` of `seed`.
    public func callAsFunction(
        _ view: ArrayView, seed: UInt64, offset: UInt64, _ parameters: SIMD2<Double>
    ) {
        let perBlock = RandomFill.elementsPerBlock(view.dtype)
        Elementwise.parallelRanges(view.count, grain: 16_384) { range in
            // Ranges start at multiples of the grain, which whole blocks fill.
            run(
                view.advanced(by: range.lowerBound), range.count, seed,
                offset &+ UInt64(range.lowerBound / perBlock), parameters)
        }
    }
}

/// A kernel for dropout: a random mask, and the input scaled by it.
public struct DropoutLoop: Sendable {
    /// Output, mask (0 or 1, one byte an element), input, elements, seed, first block, probability
    /// of dropping and scale of what is kept.
    public typealias Run =
        @Sendable (
            UnsafeMutableRawPointer, UnsafeMutablePointer<UInt8>, UnsafeRawPointer, Int, UInt64,
            UInt64, SIMD2<Double>
        ) -> Void

    /// Works on one run.
    public let run: Run

    /// A kernel made of a function.
    public init(run: @escaping Run) { self.run = run }

    /// The kernel's place in the table.
    public static let kernel = Kernel<DropoutLoop>("dropout") { dtype in
        switch dtype {
        case .float32:
            portable(Float.self) {
                Philox.dropout(
                    $0, $1, $2, count: $3, seed: $4, offset: $5, probability: $6[0], scale: $6[1])
            }
        case .float64:
            portable(Double.self) {
                Philox.dropout(
                    $0, $1, $2, count: $3, seed: $4, offset: $5, probability: $6[0], scale: $6[1])
            }
        default: nil
        }
    }

    private static func portable<T>(
        _: T.Type,
        _ dropout:
            @escaping @Sendable (
                UnsafeMutablePointer<T>, UnsafeMutablePointer<UInt8>, UnsafePointer<T>, Int, UInt64,
                UInt64, SIMD2<Double>
            ) -> Void
    ) -> DropoutLoop {
        DropoutLoop { y, mask, x, count, seed, offset, p in
            // The caller's run has `count` elements in each.
            dropout(
                y.assumingMemoryBound(to: T.self), mask, x.assumingMemoryBound(to: T.self), count,
                seed, offset, p)
        }
    }

    /// Works on contiguous views; every element takes one 32-bit word of the generator.
    public func callAsFunction(
        _ y: ArrayView, mask: ArrayView, _ x: ArrayView, seed: UInt64, offset: UInt64,
        probability: Double
    ) {
        let scale = probability < 1 ? 1 / (1 - probability) : 0
        Elementwise.parallelRanges(y.count, grain: 16_384) { range in
            let start = range.lowerBound
            run(
                y.advanced(by: start), mask.advanced(by: start).assumingMemoryBound(to: UInt8.self),
                x.advanced(by: start), range.count, seed, offset &+ UInt64(start / 4),
                [probability, scale])
        }
    }
}
