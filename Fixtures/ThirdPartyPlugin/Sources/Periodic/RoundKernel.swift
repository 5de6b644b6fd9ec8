import Kernels

/// The package's operation `round` on `float32`, eight numbers at a time.
///
/// A kernel sees contiguous runs; the library deals with other layouts and with threads.
enum RoundKernel {
    static let loop = UnaryLoop { output, input, count, parameters in
        // The caller's run has `count` elements in both.
        let bulk = count & ~7
        for start in stride(from: 0, to: bulk, by: 8) {
            let offset = start * MemoryLayout<Float>.stride
            let x = (input + offset).loadUnaligned(as: SIMD8<Float>.self)
            (output + offset).storeBytes(
                of: round(x, decimals: parameters[0]), as: SIMD8<Float>.self)
        }
        let output = output.assumingMemoryBound(to: Float.self)
        let input = input.assumingMemoryBound(to: Float.self)
        for index in bulk..<count {
            output[index] = round(SIMD8(repeating: input[index]), decimals: parameters[0])[0]
        }
    }

    /// As the portable loop has it: scaled by a power of ten, rounded, scaled back.
    private static func round(_ x: SIMD8<Float>, decimals: Double) -> SIMD8<Float> {
        if decimals == 0 { return x.rounded(.toNearestOrEven) }
        let scale = (0..<Int(decimals.magnitude)).reduce(1 as Float) { power, _ in power * 10 }
        return decimals > 0
            ? (x * scale).rounded(.toNearestOrEven) / scale
            : (x / scale).rounded(.toNearestOrEven) * scale
    }
}
