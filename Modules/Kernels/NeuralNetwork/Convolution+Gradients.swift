extension Convolution {
    /// dx, the gradient of the input: wᵀ g block by block, added up where windows overlap.
    ///
    /// A block is an image's group, or some channels of it when there are few. Within it the rows
    /// of the output follow one another, so sums are made in a fixed order.
    public static func inputGradient(
        _ dx: ArrayView, _ g: ArrayView, _ weight: ArrayView, _ sizes: ConvolutionSizes
    ) -> Bool {
        let loops = Loops(dx.dtype)
        let bytes = dx.dtype.byteCount
        let wanted = sizes.wantedBlocks
        let imageGroups = sizes.images * sizes.groups
        let blocks = max(
            1, min(sizes.groupChannels, (wanted + imageGroups - 1) / max(imageGroups, 1)))
        let channelsEach = max(1, (sizes.groupChannels + blocks - 1) / blocks)
        let shortage = Shortage()
        parallel(imageGroups * blocks, work: sizes.work) { unit in
            let (image, group) = (unit / blocks / sizes.groups, unit / blocks % sizes.groups)
            let first = min(unit % blocks * channelsEach, sizes.groupChannels)
            let channels = min(channelsEach, sizes.groupChannels - first)
            guard channels > 0 else { return }
            let firstOutput = group * sizes.groupOutputs
            let outputs = g.advanced(
                by: (image * sizes.outputChannels + firstOutput) * sizes.outputPlane)
            let planes = dx.advanced(
                by: (image * sizes.channels + group * sizes.groupChannels + first) * sizes.plane)
            let part = weight.advanced(by: firstOutput * sizes.depth + first * sizes.taps)
            func multiply(_ c: UnsafeMutableRawPointer, _ start: Int, _ columns: Int) {
                loops.multiply.run(
                    GEMMCall(
                        transposeA: true, m: channels * sizes.taps, n: columns,
                        k: sizes.groupOutputs, a: part, lda: max(sizes.depth, 1),
                        b: outputs + start * bytes, ldb: sizes.outputPlane, c: c, ldc: columns,
                        beta: 0))
            }
            if sizes.isPointwise { return multiply(planes, 0, sizes.outputPlane) }
            planes.initializeMemory(
                as: UInt8.self, repeating: 0, count: channels * sizes.plane * bytes)
            let rowsEach = sizes.rowsPerBlock(bytes)
            let scratch = channels * sizes.taps * rowsEach * sizes.outputWidth * bytes
            shortage.withScratch(byteCount: scratch) { lowered in
                for start in stride(from: 0, to: sizes.outputHeight, by: rowsEach) {
                    let rows = start..<min(start + rowsEach, sizes.outputHeight)
                    multiply(lowered, start * sizes.outputWidth, rows.count * sizes.outputWidth)
                    loops.raise.run(planes, lowered, sizes, channels, rows)
                }
            }
        }
        return shortage.hasNotOccurred
    }

    /// How the sum over all rows of all images is cut: into parts that are added up in order at the
    /// end, and each part by output channels when parts are few.
    private struct Cut {
        let rowsEach, rowBlocks, items, parts, outputBlocks, outputsEach: Int

        init(_ sizes: ConvolutionSizes, _ byteCount: Int) {
            rowsEach = sizes.rowsPerBlock(byteCount)
            rowBlocks = (sizes.outputHeight + rowsEach - 1) / rowsEach
            items = sizes.images * rowBlocks
            let isThreaded = sizes.work > ConvolutionSizes.threadingThreshold
            // Up to 16 parts, of 2²² elements together.
            let weights = max(1, sizes.outputChannels * sizes.depth)
            parts = isThreaded ? max(1, min(items, 16, (1 << 22) / weights)) : 1
            let wanted = isThreaded ? (8 + parts * sizes.groups - 1) / (parts * sizes.groups) : 1
            outputBlocks = max(1, min(wanted, sizes.groupOutputs / 16))
            outputsEach = (sizes.groupOutputs + outputBlocks - 1) / outputBlocks
        }
    }

    /// dw, the gradient of the weights: the sum of g · loweredᵀ over all blocks.
    public static func weightGradient(
        _ dw: ArrayView, _ x: ArrayView, _ g: ArrayView, _ sizes: ConvolutionSizes
    ) -> Bool {
        let cut = Cut(sizes, dw.dtype.byteCount)
        guard cut.items > 0, dw.count > 0 else {
            Fill.fill(dw, with: 0.0)
            return true
        }
        let shortage = Shortage()
        if cut.parts == 1 {
            addUp(dw.pointer, x, g, sizes, cut, shortage)
            return shortage.hasNotOccurred
        }
        guard let storage = Storage.allocate(byteCount: cut.parts * dw.count * dw.dtype.byteCount)
        else { return false }
        addUp(storage.pointer, x, g, sizes, cut, shortage)
        let partial = ArrayView(
            pointer: storage.pointer, shape: [cut.parts, dw.count], dtype: dw.dtype)
        let isAdded = Reduction.reduce(
            .sum, dw.reshaped([dw.count]), partial, isReduced: [true, false])
        return withExtendedLifetime(storage) { isAdded && shortage.hasNotOccurred }
    }

    /// Writes the parts of the sum, one after another, to `target`.
    private static func addUp(
        _ target: UnsafeMutableRawPointer, _ x: ArrayView, _ g: ArrayView,
        _ sizes: ConvolutionSizes,
        _ cut: Cut, _ shortage: Shortage
    ) {
        let loops = Loops(x.dtype)
        let bytes = x.dtype.byteCount
        let sums = ArrayView(pointer: target, shape: [], dtype: x.dtype)
        let units = cut.parts * sizes.groups * cut.outputBlocks
        parallel(units, work: sizes.work) { unit in
            let part = unit / cut.outputBlocks / sizes.groups
            let group = unit / cut.outputBlocks % sizes.groups
            let first = min(unit % cut.outputBlocks * cut.outputsEach, sizes.groupOutputs)
            let outputs = min(cut.outputsEach, sizes.groupOutputs - first)
            guard outputs > 0 else { return }
            let output = group * sizes.groupOutputs + first
            let items = part * cut.items / cut.parts..<(part + 1) * cut.items / cut.parts
            let c = sums.advanced(by: (part * sizes.outputChannels + output) * sizes.depth)
            func add(_ item: Int, _ columns: Int, _ b: UnsafeRawPointer, _ ldb: Int) {
                let (image, start) = (item / cut.rowBlocks, item % cut.rowBlocks * cut.rowsEach)
                let channel = image * sizes.outputChannels + output
                let a = g.advanced(by: channel * sizes.outputPlane + start * sizes.outputWidth)
                loops.multiply.run(
                    GEMMCall(
                        transposeB: true, m: outputs, n: sizes.depth, k: columns, a: a,
                        lda: sizes.outputPlane, b: b, ldb: ldb, c: c, ldc: max(sizes.depth, 1),
                        beta: item == items.lowerBound ? 0 : 1))
            }
            let most =
                sizes.isPointwise ? 0 : sizes.depth * cut.rowsEach * sizes.outputWidth * bytes
            shortage.withScratch(byteCount: most) { lowered in
                for item in items {
                    let (image, start) = (item / cut.rowBlocks, item % cut.rowBlocks * cut.rowsEach)
                    let rows = start..<min(start + cut.rowsEach, sizes.outputHeight)
                    let columns = rows.count * sizes.outputWidth
                    let channel = image * sizes.channels + group * sizes.groupChannels
                    let planes = x.advanced(by: channel * sizes.plane)
                    if sizes.isPointwise {
                        add(item, columns, planes + start * sizes.width * bytes, sizes.plane)
                    } else {
                        loops.lower.run(lowered, planes, sizes, sizes.groupChannels, rows)
                        add(item, columns, lowered, columns)
                    }
                }
            }
        }
    }
}
