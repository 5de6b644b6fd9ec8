extension Convolution {
    /// How the sum over all bands of all images is cut: into parts that are added up in order at
    /// the end, and each part by output channels when parts are few.
    private struct Cut {
        let rowsEach, bands, items, parts, outputBlocks, outputsEach: Int

        init(_ plan: ShiftPlan, _ sizes: ConvolutionSizes, _ bytes: Int) {
            rowsEach = plan.rowsPerBand(bytes, images: sizes.images, work: sizes.work)
            bands = (sizes.outputHeight + rowsEach - 1) / rowsEach
            items = sizes.images * bands
            let isThreaded = sizes.work > ConvolutionSizes.threadingThreshold
            // Up to 16 parts, of 2²² elements together.
            let weights = max(1, sizes.outputChannels * sizes.depth)
            parts = isThreaded ? max(1, min(items, 16, (1 << 22) / weights)) : 1
            let wanted = isThreaded ? (8 + parts * sizes.groups - 1) / (parts * sizes.groups) : 1
            outputBlocks = max(1, min(wanted, sizes.groupOutputs / 16))
            outputsEach = (sizes.groupOutputs + outputBlocks - 1) / outputBlocks
        }
    }

    /// dw, the gradient of the weights: for each, the sum of g times the input that it met.
    public static func weightGradient(
        _ dw: ArrayView, _ x: ArrayView, _ g: ArrayView, _ sizes: ConvolutionSizes
    ) -> Bool {
        if winogradWeightGradient(dw, x, g, sizes) { return true }
        let plan = ShiftPlan.forward(sizes)
        let cut = Cut(plan, sizes, dw.dtype.byteCount)
        guard cut.items > 0, dw.count > 0 else {
            Fill.fill(dw, with: 0.0)
            return true
        }
        guard let shifts = plan.shifts(rows: cut.rowsEach) else { return false }
        // The sums of each part, as [groups, terms, outputs of the group].
        let turned: Shape = [sizes.groups, sizes.depth, sizes.groupOutputs]
        guard
            let storage = Storage.allocate(
                byteCount: (cut.parts + 1) * dw.count * dw.dtype.byteCount)
        else { return false }
        let sums = ArrayView(pointer: storage.pointer, shape: turned, dtype: dw.dtype)
        let partial = ArrayView(
            pointer: sums.advanced(by: dw.count), shape: [cut.parts, dw.count], dtype: dw.dtype)
        let shortage = MemoryShortage()
        addUp(partial.pointer, x, g, sizes, plan, shifts, cut, shortage)
        let isAdded = Reduction.reduce(
            .sum, sums.reshaped([dw.count]), partial, isReduced: [true, false])
        Copy.copy(
            dw.reshaped([sizes.groups, sizes.groupOutputs, sizes.depth]),
            sums.with(
                shape: [sizes.groups, sizes.groupOutputs, sizes.depth],
                strides: [sizes.depth * sizes.groupOutputs, 1, sizes.groupOutputs]))
        return withExtendedLifetime(storage) { isAdded && shortage.hasNotOccurred }
    }

    /// Writes the parts of the sum, one after another, to `target`.
    private static func addUp(
        _ target: UnsafeMutableRawPointer, _ x: ArrayView, _ g: ArrayView,
        _ sizes: ConvolutionSizes, _ plan: ShiftPlan, _ shifts: [Int32], _ cut: Cut,
        _ shortage: MemoryShortage
    ) {
        let correlate = loop(ShiftLoop.correlate, x.dtype)
        let bytes = x.dtype.byteCount
        let sums = ArrayView(pointer: target, shape: [], dtype: x.dtype)
        let positions = plan.positions(rows: cut.rowsEach)
        // The upstream gradient on the planes' grid, with zeros where a row wraps around.
        let grid = ShiftPlanes(
            height: sizes.outputHeight, width: sizes.outputWidth, stride: (1, 1), origin: (0, 0),
            rowPhases: [0], columnPhases: [0], columns: plan.planes.columns)
        let gridRow = max(positions, grid.count(channels: 1, rows: cut.rowsEach))
        let planeBytes = (plan.planeCount(rows: cut.rowsEach) * bytes + 63) / 64 * 64
        parallel(cut.parts * sizes.groups * cut.outputBlocks, work: sizes.work) { unit in
            let part = unit / cut.outputBlocks / sizes.groups
            let group = unit / cut.outputBlocks % sizes.groups
            let first = min(unit % cut.outputBlocks * cut.outputsEach, sizes.groupOutputs)
            let outputs = min(cut.outputsEach, sizes.groupOutputs - first)
            guard outputs > 0 else { return }
            let output = group * sizes.groupOutputs + first
            let items = part * cut.items / cut.parts..<(part + 1) * cut.items / cut.parts
            let c = sums.advanced(
                by: (part * sizes.groups + group) * sizes.groupOutputs * sizes.depth + first)
            shortage.withScratch(byteCount: planeBytes + outputs * gridRow * bytes) { scratch in
                let weights = scratch + planeBytes
                for item in items {
                    let (image, start) = (item / cut.bands, item % cut.bands * cut.rowsEach)
                    let rows = start..<start + cut.rowsEach
                    plan.planes.write(
                        scratch,
                        x.advanced(
                            by: (image * sizes.channels + group * sizes.groupChannels)
                                * sizes.plane), channels: sizes.groupChannels,
                        rows.lowerBound..<rows.upperBound + plan.reach, width: bytes)
                    for channel in 0..<outputs {
                        let place = image * sizes.outputChannels + output + channel
                        grid.write(
                            weights + channel * gridRow * bytes,
                            g.advanced(by: place * sizes.outputPlane), channels: 1, rows,
                            width: bytes)
                    }
                    shifts.withUnsafeBufferPointer { shifts in
                        // There is always one shift more than terms.
                        correlate.run(
                            ShiftCall(
                                rows: outputs, terms: plan.terms, positions: positions,
                                weights: weights, weightRow: gridRow, x: scratch,
                                shifts: shifts.baseAddress.unsafelyUnwrapped, output: c,
                                outputRow: sizes.groupOutputs,
                                accumulates: item > items.lowerBound))
                    }
                }
            }
        }
    }
}
