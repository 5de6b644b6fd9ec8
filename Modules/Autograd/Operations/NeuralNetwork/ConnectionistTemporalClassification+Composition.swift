extension ConnectionistTemporalClassification {
    /// Stands for −∞, of which differences would be NaN: less than any sum of log-probabilities, and
    /// e to the power of it is 0.
    private static let impossible = -1e30

    /// The losses in tensor operations, for higher derivatives: sums over all beginnings of paths, as
    /// in the forward pass, for the whole batch at once. Where no path spells the sequence, what has
    /// the gradient 0 or NaN.
    func composed(_ x: Tensor) throws(TensorError) -> Tensor {
        guard !labels.isEmpty, x.shape[0] > 0 else { return try x.sum(dims: [0, 2]) }
        let table = try StateTable(self, times: x.shape[0])
        let own = try x.clamp(min: Self.impossible).gather(dim: 2, table.classes)
        let never = try Tensor.full([], Self.impossible, dtype: x.dtype)
        var sums = try `where`(table.isStart, own[0], never)
        for time in 1..<max(1, x.shape[0]) {
            let next =
                try own[time]
                + logSum([
                    sums, sums.shifted(by: 1, never),
                    `where`(table.skips, sums.shifted(by: 2, never), never),
                ])
            sums = try `where`(table.isActive(time), next, sums)
        }
        let ends = try `where`(table.isEnd, sums.gather(dim: 1, table.ends), never)
        let losses = try -logSum(ends.unbind(dim: 1))
        let isFinite = losses.toArray(as: Double.self).enumerated().map { n, loss in
            lengths[n] > 0 ? loss < -Self.impossible / 2 : labels[n].isEmpty
        }
        let column: Shape = [isFinite.count]
        let kept = isFinite.enumerated().map { $1 && lengths[$0] > 0 ? 1.0 : 0 }
        let added = isFinite.map { $0 || zeroInfinity ? 0.0 : .nan }
        return try losses * Tensor(kept, shape: column).to(x.dtype)
            + x.sum(dims: [0, 2]) * Tensor(added, shape: column).to(x.dtype)
    }
}

/// log Σ e^tensor, elementwise.
private func logSum(_ tensors: [Tensor]) throws(TensorError) -> Tensor {
    var most = tensors[0].detach()
    for tensor in tensors.dropFirst() { most = try maximum(most, tensor.detach()) }
    var sum = try (tensors[0] - most).exp()
    for tensor in tensors.dropFirst() { sum = try sum + (tensor - most).exp() }
    return try sum.log() + most
}

extension Tensor {
    /// Columns moved to the right, `filler` coming in from the left.
    fileprivate func shifted(by count: Int, _ filler: Tensor) throws(TensorError) -> Tensor {
        let (rows, width) = (shape[0], shape[1])
        let moved = Swift.min(count, width)
        return try cat(
            [filler.expand([rows, moved]), narrow(dim: 1, start: 0, length: width - moved)], dim: 1)
    }
}

/// The states of all sequences, in rows of one width.
private struct StateTable {
    /// The class of each state at each time: [times, batch, states].
    let classes: Tensor
    /// Where paths may start, and where they may pass over a blank to: [batch, states].
    let (isStart, skips): (Tensor, Tensor)
    /// The last two states, and whether there are two: [batch, 2].
    let (ends, isEnd): (Tensor, Tensor)
    private let lengths: [Int]

    init(
        _ operation: ConnectionistTemporalClassification, times: Int
    ) throws(TensorError) {
        let rows = operation.labels.indices.map(operation.states)
        let width = rows.map(\.count).max() ?? 1
        let padded = rows.map { $0 + Array(repeating: operation.blank, count: width - $0.count) }
        let shape: Shape = [rows.count, width]
        classes = try Tensor(Array(padded.joined()), shape: shape).expand([
            times, rows.count, width,
        ])
        isStart = try Tensor(padded.flatMap { $0.indices.map { $0 < 2 } }, shape: shape)
        skips = try Tensor(
            padded.flatMap { row in row.indices.map { operation.skips(to: $0, row) } }, shape: shape
        )
        ends = try Tensor(
            rows.flatMap { [$0.count - 1, Swift.max($0.count - 2, 0)] }, shape: [rows.count, 2])
        isEnd = try Tensor(rows.flatMap { [true, $0.count > 1] }, shape: [rows.count, 2])
        lengths = operation.lengths
    }

    /// Which sequences have not ended at a time: [batch, 1].
    func isActive(_ time: Int) throws(TensorError) -> Tensor {
        try Tensor(lengths.map { time < $0 }, shape: [lengths.count, 1])
    }
}
