/// Reduces views over any axes.
///
/// The axes to reduce are taken from the innermost outwards, each group of neighbours at once: as
/// rows when it lies innermost, else as columns. Work is cut by the shape alone, so the result
/// has the same bits on any number of threads.
public enum Reduction {
    /// By the kinds' places.
    private static let rowKernels = ReductionKind.allCases.map { kind in
        Kernel<RowReduction>("\(kind.name).rows") { RowReduction.portable(kind, $0) }
    }
    private static let columnKernels = ReductionKind.allCases.map { kind in
        Kernel<ColumnReduction>("\(kind.name).columns") { ColumnReduction.portable(kind, $0) }
    }

    /// Sums the rows of the matrix `input` into one; both contiguous and not integers of storage.
    ///
    /// - Returns: Whether there was memory for what lies between.
    public static func sumRows(_ output: ArrayView, _ input: ArrayView) -> Bool {
        let columns = output.count
        guard input.count > 0 else {
            Fill.fill(output, with: 0.0)
            return true
        }
        return self.columns(
            .sum, output.pointer, input.pointer, 1, input.count / columns, columns, input.dtype)
    }

    /// The places of all of them.
    static var allKernels: [any KernelPlace] {
        rowKernels.map { $0 as any KernelPlace } + columnKernels.map { $0 as any KernelPlace }
    }

    /// Whether elements of `dtype` can be reduced by `kind` without conversion.
    public static func supports(_ kind: ReductionKind, _ dtype: DType) -> Bool {
        RowReduction.portable(kind, dtype) != nil
    }

    /// Reduces all of `input` (contiguous, not empty) to the one element of `output`.
    ///
    /// - Returns: Whether there was memory for what lies between.
    public static func reduceAll(
        _ kind: ReductionKind, _ output: ArrayView, _ input: ArrayView
    ) -> Bool {
        rows(kind, output.pointer, input.pointer, 1, input.count, input.dtype)
    }

    /// Reduces `input` (contiguous, not empty) over the axes that `isReduced` marks into `output`
    /// (contiguous, the kept axes in order).
    ///
    /// - Returns: Whether there was memory for what lies between.
    public static func reduce(
        _ kind: ReductionKind, _ output: ArrayView, _ input: ArrayView, isReduced: [Bool]
    ) -> Bool {
        var groups: [(size: Int, isReduced: Bool)] = []
        for axis in 0..<input.shape.count where input.shape[axis] != 1 {
            if let last = groups.last, last.isReduced == isReduced[axis] {
                groups[groups.count - 1].size *= input.shape[axis]
            } else {
                groups.append((input.shape[axis], isReduced[axis]))
            }
        }
        guard groups.contains(where: \.isReduced) else {
            Copy.copy(output, input.reshaped(output.shape))
            return true
        }
        var source = input.pointer
        var scratch: Storage?
        while let index = groups.lastIndex(where: \.isReduced) {
            let outer = groups[..<index].reduce(1) { $0 * $1.size }
            let inner = groups[(index + 1)...].reduce(1) { $0 * $1.size }
            let length = groups[index].size
            groups.remove(at: index)
            var target = output.pointer
            var next: Storage?
            if groups.contains(where: \.isReduced) {
                guard
                    let storage = Storage.allocate(byteCount: outer * inner * input.dtype.byteCount)
                else { return false }
                next = storage
                target = storage.pointer
            }
            let done =
                inner == 1
                ? rows(kind, target, source, outer, length, input.dtype)
                : columns(kind, target, source, outer, length, inner, input.dtype)
            guard done else { return false }
            // The block that was read is released only now.
            withExtendedLifetime(scratch) {}
            scratch = next
            source = target
        }
        return true
    }

    /// Elements that one block reads.
    private static let blockElements = 32_768

    private static func rows(
        _ kind: ReductionKind, _ out: UnsafeMutableRawPointer, _ x: UnsafeMutableRawPointer,
        _ rows: Int, _ columns: Int, _ dtype: DType
    ) -> Bool {
        guard let loop = rowKernels[kind.rawValue](dtype) else {
            preconditionFailure("\(kind) of \(dtype)")
        }
        let width = dtype.byteCount
        // Few long rows are cut into pieces, whose results are then reduced in turn.
        let pieces = (columns + blockElements - 1) / blockElements
        if rows < 8, pieces > 1 {
            guard let partial = Storage.allocate(byteCount: rows * pieces * width) else {
                return false
            }
            let sink = Sink(partial.pointer, x)
            ThreadPool.shared.parallel(blocks: rows * pieces) { block in
                let start = block % pieces * blockElements
                let offset = (block / pieces * columns + start) * width
                loop.run(
                    sink.a + block * width, UnsafeRawPointer(sink.b + offset), 1,
                    min(blockElements, columns - start))
            }
            loop.run(out, UnsafeRawPointer(partial.pointer), rows, pieces)
            return withExtendedLifetime(partial) { true }
        }
        let sink = Sink(out, x)
        Elementwise.parallelRanges(rows, grain: max(1, blockElements / max(columns, 1))) { range in
            loop.run(
                sink.a + range.lowerBound * width,
                UnsafeRawPointer(sink.b + range.lowerBound * columns * width), range.count, columns)
        }
        return true
    }

    private static func columns(
        _ kind: ReductionKind, _ out: UnsafeMutableRawPointer, _ x: UnsafeMutableRawPointer,
        _ outer: Int, _ rows: Int, _ columns: Int, _ dtype: DType
    ) -> Bool {
        guard let loop = columnKernels[kind.rawValue](dtype) else {
            preconditionFailure("\(kind) of \(dtype)")
        }
        let width = dtype.byteCount
        // A tall matrix is cut into bands of rows, whose results are then reduced in turn.
        let bandRows = max(64, blockElements / max(columns, 1))
        let bands = (rows + bandRows - 1) / bandRows
        if outer == 1, bands > 1 {
            guard let partial = Storage.allocate(byteCount: bands * columns * width) else {
                return false
            }
            let sink = Sink(partial.pointer, x)
            ThreadPool.shared.parallel(blocks: bands) { band in
                loop.run(
                    sink.a + band * columns * width,
                    UnsafeRawPointer(sink.b + band * bandRows * columns * width),
                    min(bandRows, rows - band * bandRows), columns, columns)
            }
            loop.run(out, UnsafeRawPointer(partial.pointer), bands, columns, columns)
            return withExtendedLifetime(partial) { true }
        }
        let sink = Sink(out, x)
        let grain = max(1, blockElements / max(rows * columns, 1))
        Elementwise.parallelRanges(outer, grain: grain) { range in
            for index in range {
                loop.run(
                    sink.a + index * columns * width,
                    UnsafeRawPointer(sink.b + index * rows * columns * width), rows, columns,
                    columns)
            }
        }
        return true
    }

    /// Addresses handed to blocks, each of which writes its own part.
    private struct Sink: @unchecked Sendable {
        let a: UnsafeMutableRawPointer
        let b: UnsafeMutableRawPointer

        init(_ a: UnsafeMutableRawPointer, _ b: UnsafeMutableRawPointer) {
            self.a = a
            self.b = b
        }
    }
}
