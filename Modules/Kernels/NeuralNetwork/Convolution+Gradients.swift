extension Convolution {
    /// dx, the gradient of the input: phase by phase of the stride, a sum over the output's
    /// channels and the elements of the kernel that reach the phase.
    public static func inputGradient(
        _ dx: ArrayView, _ g: ArrayView, _ weight: ArrayView, _ sizes: ConvolutionSizes
    ) -> Bool {
        if sizes.isPointwise { return pointwiseInputGradient(dx, g, weight, sizes) }
        if winogradInputGradient(dx, g, weight, sizes) { return true }
        return InputGradientPhase.all(sizes).allSatisfy { add(dx, g, weight, sizes, $0) }
    }

    /// Writes the elements of one phase.
    private static func add(
        _ dx: ArrayView, _ g: ArrayView, _ weight: ArrayView, _ sizes: ConvolutionSizes,
        _ phase: InputGradientPhase
    ) -> Bool {
        let groupWeights = sizes.groupChannels * phase.plan.terms
        guard
            let sum = ShiftedSum(
                phase.plan, outputs: sizes.groupChannels, dtype: dx.dtype,
                images: sizes.images * sizes.groups, work: sizes.work),
            let turned = Storage.allocate(
                byteCount: sizes.groups * groupWeights * dx.dtype.byteCount)
        else { return false }
        if sum.bytes == 4 {
            turn(UInt32.self, turned.pointer, weight.pointer, sizes, phase.elements)
        } else {
            turn(UInt64.self, turned.pointer, weight.pointer, sizes, phase.elements)
        }
        let shortage = MemoryShortage()
        parallel(sizes.images * sizes.groups * sum.bands, work: sizes.work) { unit in
            let (image, group) = (unit / sum.bands / sizes.groups, unit / sum.bands % sizes.groups)
            let source = g.advanced(
                by: (image * sizes.outputChannels + group * sizes.groupOutputs) * sizes.outputPlane)
            let target = dx.advanced(
                by: (image * sizes.channels + group * sizes.groupChannels) * sizes.plane)
            sum.run(
                band: unit % sum.bands, source,
                weights: turned.pointer + group * groupWeights * sum.bytes, bias: nil, shortage
            ) { channel, row, grid in
                let y = phase.first.row + row * sizes.strideHeight
                let place = channel * sizes.plane + y * sizes.width + phase.first.column
                scatter(
                    target + place * sum.bytes, grid, count: phase.plan.columns,
                    step: sizes.strideWidth, width: sum.bytes)
            }
        }
        return withExtendedLifetime(turned) { shortage.hasNotOccurred }
    }

    /// The weights of a phase by channel: [groups, channels, outputs, elements].
    private static func turn<Word>(
        _: Word.Type, _ target: UnsafeMutableRawPointer, _ weight: UnsafeMutableRawPointer,
        _ sizes: ConvolutionSizes, _ elements: [Int]
    ) {
        // Every element of a phase's weights is written once, from the place it has in `weight`.
        var to = target.assumingMemoryBound(to: Word.self)
        let from = weight.assumingMemoryBound(to: Word.self)
        for group in 0..<sizes.groups {
            for channel in 0..<sizes.groupChannels {
                for output in 0..<sizes.groupOutputs {
                    let kernel =
                        ((group * sizes.groupOutputs + output) * sizes.groupChannels + channel)
                        * sizes.taps
                    for element in elements {
                        to.pointee = from[kernel + element]
                        to += 1
                    }
                }
            }
        }
    }

    /// Lays `count` adjacent elements down `step` apart.
    static func scatter(
        _ target: UnsafeMutableRawPointer, _ source: UnsafeRawPointer, count: Int, step: Int,
        width: Int
    ) {
        func place<Word: SIMDScalar>(_: Word.Type) {
            let to = target.assumingMemoryBound(to: Word.self)
            let from = source.assumingMemoryBound(to: Word.self)
            if step == 1 { return Copy.row(to, from, count: count) }
            for i in 0..<count { to[i * step] = from[i] }
        }
        if width == 4 { place(UInt32.self) } else { place(UInt64.self) }
    }

    private static func pointwiseInputGradient(
        _ dx: ArrayView, _ g: ArrayView, _ weight: ArrayView, _ sizes: ConvolutionSizes
    ) -> Bool {
        let multiply = loop(GEMM.kernel, dx.dtype)
        parallel(sizes.images * sizes.groups, work: sizes.work) { unit in
            let (image, group) = (unit / sizes.groups, unit % sizes.groups)
            let firstOutput = group * sizes.groupOutputs
            multiply.run(
                GEMMCall(
                    transposeA: true, m: sizes.groupChannels, n: sizes.plane,
                    k: sizes.groupOutputs, a: weight.advanced(by: firstOutput * sizes.depth),
                    lda: max(sizes.depth, 1),
                    b: g.advanced(
                        by: (image * sizes.outputChannels + firstOutput) * sizes.outputPlane),
                    ldb: max(sizes.plane, 1),
                    c: dx.advanced(
                        by: (image * sizes.channels + group * sizes.groupChannels) * sizes.plane),
                    ldc: max(sizes.plane, 1)))
        }
        return true
    }
}
