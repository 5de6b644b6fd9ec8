public import TensorCore

extension Generator {
    /// A generator at the start of one of a seed's many sequences, told apart by numbers: what
    /// draws from one does not depend on how many numbers another took.
    ///
    /// ```swift
    /// let (masks, order) = (Generator(seed: 7, stream: 0), Generator(seed: 7, stream: 1))
    /// ```
    public convenience init(seed: UInt64, stream: Int, _ further: Int...) {
        self.init(seed: further.reduce(Self.mix(seed, stream)) { Self.mix($0, $1) })
    }

    /// A seed that no neighbouring pair shares.
    ///
    /// Source: Steele, Lea, Flood 2014, "Fast splittable pseudorandom number generators", figure 18.
    private static func mix(_ seed: UInt64, _ index: Int) -> UInt64 {
        var z = seed &+ (UInt64(bitPattern: Int64(index)) &+ 1) &* 0x9E37_79B9_7F4A_7C15
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }

    /// A seed drawn from this generator.
    fileprivate func nextSeed() -> UInt64 {
        let state = draw(blocks: 1)
        return Self.mix(state.seed, Int(truncatingIfNeeded: state.offset))
    }

    /// Numbers evenly distributed over 0..<bound.
    ///
    /// 53 random bits are scaled, so that of two numbers one may come up more often by a part of
    /// bound / 2^53.
    func integers(_ count: Int, below bound: Int) throws(TensorError) -> [Int] {
        try uniforms(count).map { min(Int($0 * Double(bound)), bound - 1) }
    }

    /// Numbers evenly distributed over [0, 1).
    func uniforms(_ count: Int) throws(TensorError) -> [Double] {
        try Tensor.uniform([count], dtype: .float64, generator: self).toArray(as: Double.self)
    }
}

/// A seed for whoever was given none, from the default generator.
func drawSeed() -> UInt64 { Generator.default.nextSeed() }

/// What the sequences of a seed in this module are for.
enum RandomStream {
    static let split = 1
    static let order = 2
    static let transform = 3
}
