/// Two-dimensional convolution as sums of shifted rows; by kernels of one element as matrix products,
/// by those of 3 × 3 in fewer multiplications where there is a kernel for that.
///
/// Work is cut by the sizes alone, so results have the same bits on any number of threads. Views
/// are contiguous, of one type and of the shapes that ``ConvolutionSizes`` lists. All functions
/// return whether there was memory for what lies between.
public enum Convolution {
    /// A table's loop, which every floating-point type has.
    static func loop<Loop>(_ kernel: Kernel<Loop>, _ dtype: DType) -> Loop {
        guard let loop = kernel(dtype) else {
            preconditionFailure("conv2d: no kernel for \(dtype)")
        }
        return loop
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
        if sizes.isPointwise { return pointwise(y, x, weight, bias: bias, sizes) }
        if winograd(y, x, weight, bias: bias, sizes) { return true }
        let plan = ShiftPlan.forward(sizes)
        guard
            let sum = ShiftedSum(
                plan, outputs: sizes.groupOutputs, dtype: y.dtype,
                images: sizes.images * sizes.groups, work: sizes.work)
        else { return false }
        let shortage = MemoryShortage()
        parallel(sizes.images * sizes.groups * sum.bands, work: sizes.work) { unit in
            let (image, group) = (unit / sum.bands / sizes.groups, unit / sum.bands % sizes.groups)
            let firstOutput = group * sizes.groupOutputs
            let source = x.advanced(
                by: (image * sizes.channels + group * sizes.groupChannels) * sizes.plane)
            let target = y.advanced(
                by: (image * sizes.outputChannels + firstOutput) * sizes.outputPlane)
            sum.run(
                band: unit % sum.bands, source,
                weights: weight.advanced(by: firstOutput * sizes.depth),
                bias: bias?.advanced(by: firstOutput), direct: (target, sizes.outputPlane), shortage
            ) { output, row, grid in
                let place = output * sizes.outputPlane + row * sizes.outputWidth
                scatter(
                    target + place * sum.bytes, grid, count: sizes.outputWidth, step: 1,
                    width: sum.bytes)
            }
        }
        return shortage.hasNotOccurred
    }

    /// The convolution by a kernel of one element: a product for each image and group.
    private static func pointwise(
        _ y: ArrayView, _ x: ArrayView, _ weight: ArrayView, bias: ArrayView?,
        _ sizes: ConvolutionSizes
    ) -> Bool {
        let multiply = loop(GEMM.kernel, y.dtype)
        let bytes = y.dtype.byteCount
        parallel(sizes.images * sizes.groups, work: sizes.work) { unit in
            let (image, group) = (unit / sizes.groups, unit % sizes.groups)
            let firstOutput = group * sizes.groupOutputs
            let target = y.advanced(
                by: (image * sizes.outputChannels + firstOutput) * sizes.outputPlane)
            if let bias {
                // The bias is laid down first and the product added to it.
                for output in 0..<sizes.groupOutputs {
                    Copy.gather(
                        target + output * sizes.outputPlane * bytes,
                        bias.advanced(by: firstOutput + output), count: sizes.outputPlane, step: 0,
                        width: bytes)
                }
            }
            multiply.run(
                GEMMCall(
                    m: sizes.groupOutputs, n: sizes.plane, k: sizes.groupChannels,
                    a: weight.advanced(by: firstOutput * sizes.depth),
                    lda: max(sizes.depth, 1),
                    b: x.advanced(
                        by: (image * sizes.channels + group * sizes.groupChannels) * sizes.plane),
                    ldb: max(sizes.plane, 1), c: target, ldc: max(sizes.plane, 1),
                    beta: bias == nil ? 0 : 1))
        }
        return true
    }
}
