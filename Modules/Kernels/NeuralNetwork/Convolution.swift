import Synchronization

/// Two-dimensional convolution as matrix products of lowered blocks.
///
/// Work is cut by the sizes alone, so results have the same bits on any number of threads. Views
/// are contiguous, of one type and of the shapes that ``ConvolutionSizes`` lists. All functions
/// return whether there was memory for what lies between.
public enum Convolution {
    /// The matrix product and the table's loops around it, for one type.
    struct Loops: Sendable {
        let multiply: GEMM
        let lower: LoweringLoop
        let raise: LoweringLoop

        init(_ dtype: DType) {
            guard let multiply = GEMM.kernel(dtype), let lower = LoweringLoop.lower(dtype),
                let raise = LoweringLoop.raise(dtype)
            else { preconditionFailure("convolution2d: no kernel for \(dtype)") }
            (self.multiply, self.lower, self.raise) = (multiply, lower, raise)
        }
    }

    /// Whether a block found no memory.
    final class Shortage: Sendable {
        private let hasOccurred = Atomic(false)

        /// Runs `body` with scratch memory.
        func withScratch(byteCount: Int, _ body: (UnsafeMutableRawPointer) -> Void) {
            guard let storage = Storage.allocate(byteCount: byteCount) else {
                return hasOccurred.store(true, ordering: .relaxed)
            }
            body(storage.pointer)
            withExtendedLifetime(storage) {}
        }

        var hasNotOccurred: Bool { !hasOccurred.load(ordering: .relaxed) }
    }

    /// Calls `body` with each of `units` numbers, several to a block when they are little work.
    static func parallel(_ units: Int, work: Int, _ body: @Sendable (Int) -> Void) {
        let each = max(1, work / max(units, 1))
        let grain = max(1, ConvolutionSizes.threadingThreshold / each)
        Elementwise.parallelRanges(units, grain: grain) { range in
            for unit in range { body(unit) }
        }
    }

    /// y = x ⋆ w + b: each element of y the sum over the group's channels and taps.
    public static func forward(
        _ y: ArrayView, _ x: ArrayView, _ weight: ArrayView, bias: ArrayView?,
        _ sizes: ConvolutionSizes
    ) -> Bool {
        let loops = Loops(y.dtype)
        let bytes = y.dtype.byteCount
        let rowsEach = sizes.rowsPerBlock(bytes)
        let blocks = (sizes.outputHeight + rowsEach - 1) / rowsEach
        let shortage = Shortage()
        parallel(sizes.images * sizes.groups * blocks, work: sizes.work) { unit in
            let (image, group) = (unit / blocks / sizes.groups, unit / blocks % sizes.groups)
            let start = unit % blocks * rowsEach
            let rows = start..<min(start + rowsEach, sizes.outputHeight)
            let columns = rows.count * sizes.outputWidth
            let firstOutput = group * sizes.groupOutputs
            let first = (image * sizes.outputChannels + firstOutput) * sizes.outputPlane
            let target = y.advanced(by: first + start * sizes.outputWidth)
            if let bias {
                // The bias is laid down first and the product added to it.
                for output in 0..<sizes.groupOutputs {
                    Copy.gather(
                        target + output * sizes.outputPlane * bytes,
                        bias.advanced(by: firstOutput + output), count: columns, step: 0,
                        width: bytes)
                }
            }
            let planes = x.advanced(
                by: (image * sizes.channels + group * sizes.groupChannels) * sizes.plane)
            func multiply(_ b: UnsafeRawPointer, _ ldb: Int) {
                loops.multiply.run(
                    GEMMCall(
                        m: sizes.groupOutputs, n: columns, k: sizes.depth,
                        a: weight.advanced(by: firstOutput * sizes.depth), lda: max(sizes.depth, 1),
                        b: b, ldb: ldb, c: target, ldc: sizes.outputPlane,
                        beta: bias == nil ? 0 : 1))
            }
            if sizes.isPointwise {
                multiply(planes + start * sizes.outputWidth * bytes, sizes.plane)
            } else {
                shortage.withScratch(byteCount: sizes.depth * columns * bytes) { lowered in
                    loops.lower.run(lowered, planes, sizes, sizes.groupChannels, rows)
                    multiply(lowered, columns)
                }
            }
        }
        return shortage.hasNotOccurred
    }
}
