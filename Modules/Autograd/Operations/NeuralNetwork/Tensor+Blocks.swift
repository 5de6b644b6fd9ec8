import Kernels

extension Tensor {
    /// The blocks that a kernel sees while it slides over images, each as a column (im2col).
    ///
    /// Shape: [n, channels, height, width] → [n, channels · kernelHeight · kernelWidth, blocks],
    /// blocks those of the rows times those of the columns, each
    /// ⌊(size + 2 padding − dilation (kernelSize − 1) − 1) / stride⌋ + 1; likewise without n.
    ///
    /// Gradient: to each element the sum of what it gets in all blocks, as ``fold`` does.
    ///
    /// - Parameter padding: Zeros on each side.
    /// - Throws: ``TensorError`` when no block fits, or an option is out of range.
    ///
    /// Source: PyTorch 2.13, `torch.nn.functional.unfold`.
    public func unfold(
        kernelSize: Size2, dilation: Size2 = 1, padding: Size2 = 0, stride: Size2 = 1
    ) throws(TensorError) -> Tensor {
        let images = try Images(self, dims: 2, "unfold")
        let x = images.tensor
        let blocks = try ImageBlocks(
            Size2(x.shape[2], x.shape[3]), kernelSize, dilation, padding, stride, "unfold")
        let padded =
            padding == 0
            ? x : try x.pad([padding.width, padding.width, padding.height, padding.height])
        // [n, channels, rows, columns, kernelHeight, kernelWidth]
        let windows = try Unfold(blocks.columns)(Unfold(blocks.rows)(padded))
        let columns = try windows.permute(0, 1, 4, 5, 2, 3).reshape(
            [x.shape[0], x.shape[1] * kernelSize.height * kernelSize.width, blocks.count])
        return try images.restored(columns)
    }

    /// Images out of blocks, which are added up where they overlap (col2im).
    ///
    /// Shape: [n, channels · kernelHeight · kernelWidth, blocks] → [n, channels, height, width]
    /// with the output's height and width; likewise without n. See
    /// ``unfold(kernelSize:dilation:padding:stride:)``.
    ///
    /// - Throws: ``TensorError`` unless there are the blocks of the output, or when an option is
    ///   out of range.
    ///
    /// Source: PyTorch 2.13, `torch.nn.functional.fold`.
    public func fold(
        outputSize: Size2, kernelSize: Size2, dilation: Size2 = 1, padding: Size2 = 0,
        stride: Size2 = 1
    ) throws(TensorError) -> Tensor {
        let blocks = try ImageBlocks(outputSize, kernelSize, dilation, padding, stride, "fold")
        let size = kernelSize.height * kernelSize.width
        guard rank == 2 || rank == 3, shape[rank - 1] == blocks.count,
            shape[rank - 2].isMultiple(of: size)
        else {
            throw TensorError(
                .shape, "fold",
                expected: "[n, a multiple of \(size), \(blocks.count)] or without n for an output "
                    + "of \(outputSize)", got: "\(shape)", inputs: [self])
        }
        let batch = rank == 3 ? self : try unsqueeze(dim: 0)
        let (n, channels) = (batch.shape[0], batch.shape[1] / size)
        let windows = try batch.reshape(
            [n, channels, kernelSize.height, kernelSize.width, blocks.rowCount, blocks.columnCount]
        ).permute(0, 1, 4, 5, 2, 3)
        let padded = blocks.padded
        let rows = try UnfoldGradient(
            blocks.columns,
            into: [n, channels, blocks.rowCount, padded.width, kernelSize.height])(windows)
        let sums = try UnfoldGradient(
            blocks.rows, into: [n, channels, padded.height, padded.width])(rows)
        let image =
            padding == 0
            ? sums
            : try sums.pad([-padding.width, -padding.width, -padding.height, -padding.height])
        return rank == 3 ? image : try image.squeeze(dim: 0)
    }
}

/// The blocks of an image.
private struct ImageBlocks {
    /// Windows along the rows and columns of [n, channels, height, width], rows first.
    let rows, columns: AxisWindows
    /// How many there are.
    let rowCount, columnCount: Int
    /// The size of the image with its padding.
    let padded: Size2

    var count: Int { rowCount * columnCount }

    init(
        _ image: Size2, _ kernel: Size2, _ dilation: Size2, _ padding: Size2, _ stride: Size2,
        _ operation: String
    ) throws(TensorError) {
        let options = [image, kernel, dilation, padding, stride]
        guard kernel.isAtLeast(1), dilation.isAtLeast(1), padding.isAtLeast(0), stride.isAtLeast(1),
            options.allSatisfy({ Swift.max($0.height, $0.width) < 1 << 30 })
        else {
            throw TensorError(
                .value, operation,
                expected: "kernelSize, dilation and stride of at least 1, padding of at least 0",
                got: "kernelSize \(kernel), dilation \(dilation), padding \(padding), "
                    + "stride \(stride)")
        }
        padded = Size2(image.height + 2 * padding.height, image.width + 2 * padding.width)
        rows = AxisWindows(
            dim: 2, size: kernel.height, step: stride.height, spacing: dilation.height)
        columns = AxisWindows(
            dim: 3, size: kernel.width, step: stride.width, spacing: dilation.width)
        guard let rowCount = rows.count(in: padded.height),
            let columnCount = columns.count(in: padded.width)
        else {
            throw TensorError(
                .shape, operation, expected: "a block that fits the padded image \(padded)",
                got: "kernelSize \(kernel), dilation \(dilation)")
        }
        (self.rowCount, self.columnCount) = (rowCount, columnCount)
    }
}
