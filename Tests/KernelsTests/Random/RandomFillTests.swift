import Kernels
import TestSupport
import Testing

struct RandomFillTests {
    private static let kernels: [(String, Kernel<RandomFill>, SIMD2<Double>)] = [
        ("uniform", RandomFill.uniform, [-1, 3]), ("normal", RandomFill.normal, [2, 0.5]),
        ("bernoulli", RandomFill.bernoulli, [0.3, 0]),
    ]

    private func filled<T: Element>(
        _ kernel: Kernel<RandomFill>, _ p: SIMD2<Double>, _ count: Int, seed: UInt64 = 11,
        offset: UInt64 = 3, as _: T.Type = T.self
    ) throws -> [T] {
        let block = Guarded<T>(shape: [count])
        let fill = try #require(kernel(T.dtype))
        fill(block.view, seed: seed, offset: offset, p)
        #expect(block.isIntact)
        return block.elements
    }

    @Test(arguments: kernels.map(\.0))
    func anyCutGivesTheSameBits(name: String) throws {
        let (_, kernel, p) = try #require(Self.kernels.first { $0.0 == name })
        func check<T: Element>(_: T.Type) throws {
            let whole = try filled(kernel, p, 1000, as: T.self)
            let perBlock = RandomFill.elementsPerBlock(T.dtype)
            for start in [64, 128, 640, 960] {
                let offset = 3 + UInt64(start / perBlock)
                let rest = try filled(kernel, p, 1000 - start, offset: offset, as: T.self)
                #expect(rest == Array(whole[start...]), "\(T.self) from \(start)")
            }
            for count in [0, 1, 2, 3, 5, 63, 65] {
                #expect(try filled(kernel, p, count, as: T.self) == Array(whole[..<count]))
            }
        }
        try onEveryTable { _ in
            try check(Float.self)
            try check(Double.self)
        }
    }

    /// The vector kernels repeat the portable ones' arithmetic.
    @Test(arguments: kernels.map(\.0))
    func registeredKernelsGiveThePortableBits(name: String) throws {
        let (_, kernel, p) = try #require(Self.kernels.first { $0.0 == name })
        func check<T: Element>(_: T.Type) throws {
            for count in [1, 7, 40_007] {
                let registered = try filled(kernel, p, count, as: T.self)
                let portable = try KernelTable.withTable(KernelTable()) {
                    try filled(kernel, p, count, as: T.self)
                }
                #expect(registered == portable, "\(T.self), \(count)")
            }
        }
        try check(Float.self)
        try check(Double.self)
    }

    /// Moments, each within four standard deviations of its own, for these seeds.
    @Test(arguments: [1, 2, 3] as [UInt64])
    func momentsAreThoseOfTheDistribution(seed: UInt64) throws {
        let n = 200_000
        func moments(_ values: [Double]) -> (mean: Double, variance: Double, fourth: Double) {
            let mean = values.reduce(0, +) / Double(n)
            let squares = values.map { ($0 - mean) * ($0 - mean) }
            return (
                mean, squares.reduce(0, +) / Double(n),
                squares.reduce(0) { $0 + $1 * $1 } / Double(n)
            )
        }
        func check(_ values: (Kernel<RandomFill>, SIMD2<Double>) throws -> [Double]) throws {
            let root = Double(n).squareRoot()
            let uniform = moments(try values(RandomFill.uniform, [0, 1]))
            #expect((uniform.mean - 0.5).magnitude < 4 * (1 / 12.0).squareRoot() / root)
            // The variance of (u − ½)² is 1/80 − 1/144.
            #expect((uniform.variance - 1 / 12.0).magnitude < 4 * (1 / 180.0).squareRoot() / root)
            let normal = moments(try values(RandomFill.normal, [0, 1]))
            #expect(normal.mean.magnitude < 4 / root)
            #expect((normal.variance - 1).magnitude < 4 * 2.0.squareRoot() / root)
            // The variance of z⁴ is 105 − 9.
            #expect((normal.fourth - 3).magnitude < 4 * 96.0.squareRoot() / root)
            let chance = moments(try values(RandomFill.bernoulli, [0.3, 0]))
            #expect((chance.mean - 0.3).magnitude < 4 * 0.21.squareRoot() / root)
        }
        try check { try filled($0, $1, n, seed: seed, as: Float.self).map(\.double) }
        try check { try filled($0, $1, n, seed: seed, as: Double.self) }
    }

    @Test func uniformNumbersFillTheirRangeEvenly() throws {
        let values = try filled(RandomFill.uniform, [0, 1], 160_000, as: Float.self)
        #expect(values.allSatisfy { $0 >= 0 && $0 < 1 })
        var counts = [Double](repeating: 0, count: 16)
        for value in values { counts[Int(value * 16)] += 1 }
        let chiSquare = counts.reduce(0) { $0 + ($1 - 10_000) * ($1 - 10_000) / 10_000 }
        // 15 degrees of freedom: beyond 37.7 with probability 0.001.
        #expect(chiSquare < 37.7)
    }

    @Test func neighboursAreIndependent() throws {
        let n = 200_000
        for values in [
            try filled(RandomFill.normal, [0, 1], n, as: Float.self).map(\.double),
            try filled(RandomFill.normal, [0, 1], n, as: Double.self),
        ] {
            for lag in [1, 2, 4] {
                let sum = (0..<n - lag).reduce(0.0) { $0 + values[$1] * values[$1 + lag] }
                #expect((sum / Double(n)).magnitude < 4 / Double(n).squareRoot())
            }
        }
    }

    @Test func otherSeedsAndOffsetsGiveOtherNumbers() throws {
        let a = try filled(RandomFill.uniform, [0, 1], 100, as: Float.self)
        #expect(try a != filled(RandomFill.uniform, [0, 1], 100, seed: 12, as: Float.self))
        #expect(try a != filled(RandomFill.uniform, [0, 1], 100, offset: 4, as: Float.self))
        #expect(try a == filled(RandomFill.uniform, [0, 1], 100, as: Float.self))
    }

    @Test func dropoutIsTheSameByEveryKernelAndCut() throws {
        func check<T: Element & BinaryFloatingPoint>(_: T.Type) throws {
            var random = SplitMix(state: 6)
            let x = Guarded<T>([40_007], in: -1...1, &random)
            func run(_ probability: Double) throws -> ([T], [UInt8]) {
                let (y, mask) = (Guarded<T>(shape: [40_007]), Guarded<UInt8>(shape: [40_007]))
                try DropoutLoop.kernel.loop(T.dtype)(
                    y.view, mask: mask.view, x.view, seed: 5, offset: 9, probability: probability)
                #expect(y.isIntact && mask.isIntact)
                return (y.elements, mask.elements)
            }
            for probability in [0, 0.1, 0.5, 1] {
                let (y, mask) = try run(probability)
                let (other, otherMask) = try KernelTable.withTable(KernelTable()) {
                    try run(probability)
                }
                #expect(y == other && mask == otherMask, "\(T.self), \(probability)")
                let scale = probability < 1 ? T(1 / (1 - probability)) : 0
                #expect(
                    (0..<y.count).allSatisfy {
                        y[$0] == (mask[$0] == 1 ? x.pointer[$0] * scale : 0)
                    })
                let dropped = Double(mask.count { $0 == 0 }) / 40_007
                // Four standard deviations of at most ½/√40007.
                #expect((dropped - probability).magnitude < 0.01)
            }
        }
        try check(Float.self)
        try check(Double.self)
    }
}
