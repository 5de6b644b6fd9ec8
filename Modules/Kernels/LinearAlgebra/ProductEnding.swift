/// A function of each element of a product, applied to each block of C as soon as it is there.
///
/// The block then still lies in the caches of the thread that wrote it; a pass of its own over all of
/// C would fetch it from the other thread's, and hand work out once more.
public struct ProductEnding: Sendable {
    private let loop: UnaryLoop
    private let parameters: SIMD4<Double>

    /// A function by its loop, which works in place, and its options.
    public init(_ loop: UnaryLoop, _ parameters: SIMD4<Double> = .zero) {
        (self.loop, self.parameters) = (loop, parameters)
    }

    /// Applies the function to some columns of a call's C.
    func callAsFunction(_ call: GEMMCall, columns: Range<Int>, _ dtype: DType) {
        guard columns.count != call.ldc else {
            return loop.run(call.c, call.c, call.m * call.ldc, parameters)
        }
        for row in 0..<call.m {
            let start = call.c + (row * call.ldc + columns.lowerBound) * dtype.byteCount
            loop.run(start, start, columns.count, parameters)
        }
    }
}
