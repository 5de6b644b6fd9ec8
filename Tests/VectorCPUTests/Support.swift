import Kernels
import Testing
import VectorCPU

/// The instruction sets that this machine has.
let levels = VectorCPU.Level.allCases.filter { $0 <= .best }

/// A kernel of a level.
func kernel<Loop>(
    _ name: String, _ dtype: DType, _ level: VectorCPU.Level, as _: Loop.Type = Loop.self
) throws -> Loop {
    let entry = VectorCPU.kernels(for: level).first { $0.name == name && $0.dtype == dtype }
    return try #require(entry?.implementation as? Loop, "\(name) \(dtype)")
}

#if arch(x86_64)
    /// A type with more digits than `Double`, for references.
    typealias Wide = Float80
    /// What the reference itself may be off by, in ulp of `Double`: about 2⁻¹⁰.
    let referenceError = 0.001
#else
    typealias Wide = Double
    let referenceError = 1.0
#endif

/// Arguments spread evenly over a range, and close to its ends and 0.
func arguments(_ range: ClosedRange<Double>, _ count: Int = 40_000) -> [Double] {
    let width = range.upperBound - range.lowerBound
    let even = (0..<count).map { range.lowerBound + width * (Double($0) + 0.382) / Double(count) }
    let near = (1...40).flatMap { power -> [Double] in
        let distance = Double(sign: .plus, exponent: -power, significand: 1.37)
        return [
            range.lowerBound + width * distance, range.upperBound - width * distance, distance,
            -distance,
        ]
    }
    return even + near.filter { range.contains($0) }
}

/// The worst error of a map of `float32` in ulp, with its argument.
///
/// The reference is a function of the C library in `Double`: right to 29 bits more than a `Float`.
func worstSingle(
    _ name: String, _ level: VectorCPU.Level, _ x: [Double], parameters: SIMD4<Double> = .zero,
    _ reference: (Double) -> Double
) throws -> (ulps: Double, at: Double) {
    let loop = try kernel(name, .float32, level, as: UnaryLoop.self)
    let x = x.map { Float($0) }
    var y = [Float](repeating: .nan, count: x.count)
    loop.run(&y, x, x.count, parameters)
    return zip(x, y).reduce((0, 0)) { worst, pair in
        let right = reference(Double(pair.0))
        let error = (Double(pair.1) - right).magnitude / Double(Float(right).ulp)
        return error <= worst.0 ? worst : (error.isNaN ? .infinity : error, Double(pair.0))
    }
}

/// The worst error of a map of `float64` in ulp, with its argument.
func worstDouble(
    _ name: String, _ level: VectorCPU.Level, _ x: [Double], parameters: SIMD4<Double> = .zero,
    _ reference: (Wide) -> Wide
) throws -> (ulps: Double, at: Double) {
    let loop = try kernel(name, .float64, level, as: UnaryLoop.self)
    var y = [Double](repeating: .nan, count: x.count)
    loop.run(&y, x, x.count, parameters)
    return zip(x, y).reduce((0, 0)) { worst, pair in
        let right = reference(Wide(pair.0))
        let error = Double((Wide(pair.1) - right).magnitude / Wide(Double(right).ulp))
        return error <= worst.0 ? worst : (error.isNaN ? .infinity : error, pair.0)
    }
}

/// Whether all levels of this machine give the same bits.
func areTheSameBits(_ run: (VectorCPU.Level) throws -> [UInt8]) throws -> Bool {
    let results = try levels.map(run)
    return results.allSatisfy { $0 == results[0] }
}

/// The bytes of numbers.
func bytes<T>(_ values: [T]) -> [UInt8] { values.withUnsafeBytes { Array($0) } }
