import Kernels

/// Σ of the product of tensors whose axes have labels, over the labels that the result lacks.
///
/// Pairs are contracted by matrix products: labels of both that are still needed are batches, those
/// that are not are the inner axis, the others rows and columns. Where nothing is left for rows and
/// columns, or for the inner axis, it is a product of elements.
///
/// Of several tensors the pair is taken first whose result is smallest beside the two, as in
/// Smith and Gray 2018, "opt_einsum", whose strategy `greedy` does so.
struct Contraction {
    /// A tensor and a label for each of its axes.
    struct Operand {
        var tensor: Tensor
        var labels: [Int]

        func size(_ label: Int) -> Int {
            labels.firstIndex(of: label).map { tensor.shape[$0] } ?? 1
        }
    }

    private var operands: [Operand]
    private let output: [Int]

    /// - Parameters:
    ///   - operands: At least one. Sizes of a label agree, but that 1 may stand for any.
    ///   - output: The labels of the result, each once and each in an operand.
    init(_ operands: [Operand], output: [Int]) throws(TensorError) {
        self.output = output
        self.operands = try operands.map { operand throws(TensorError) in
            try operand.withoutRepetitions()
        }
        // A size of 1 repeats: the label is then the others' matter.
        for label in Set(self.operands.flatMap(\.labels)) {
            let isLong = self.operands.contains { $0.labels.contains(label) && $0.size(label) != 1 }
            for index in self.operands.indices where isLong && self.operands[index].size(label) == 1
            {
                try self.operands[index].drop(label)
            }
        }
    }

    /// The result, of the operands' type, its axes in the order of the output's labels.
    func callAsFunction() throws(TensorError) -> Tensor {
        var rest = operands
        while rest.count > 1 {
            let (i, j) = Self.cheapestPair(rest, output)
            let (b, a) = (rest.remove(at: j), rest.remove(at: i))
            let needed = Set(output + rest.flatMap(\.labels))
            rest.insert(try a.contracted(with: b, keeping: needed), at: i)
        }
        let last = try rest[0].summed(keeping: Set(output))
        return try last.tensor.permuted(output.compactMap { last.labels.firstIndex(of: $0) })
    }

    /// The pair i < j whose result is smallest beside the two.
    private static func cheapestPair(_ operands: [Operand], _ output: [Int]) -> (Int, Int) {
        guard operands.count > 2 else { return (0, 1) }
        var best = (pair: (0, 1), growth: Double.infinity)
        for j in operands.indices {
            for i in 0..<j {
                var needed = Set(output)
                for other in operands.indices where other != i && other != j {
                    needed.formUnion(operands[other].labels)
                }
                let (a, b) = (operands[i], operands[j])
                let kept = Set(a.labels + b.labels).intersection(needed)
                let size = kept.reduce(1.0) { $0 * Double(max(a.size($1), b.size($1))) }
                let growth = size - Double(a.tensor.count) - Double(b.tensor.count)
                if growth < best.growth { best = ((i, j), growth) }
            }
        }
        return best.pair
    }
}

extension Contraction.Operand {
    /// The diagonal along axes with one label, whose sizes agree.
    fileprivate func withoutRepetitions() throws(TensorError) -> Self {
        var result = self
        while let second = result.labels.indices.first(where: {
            result.labels[..<$0].contains(result.labels[$0])
        }) {
            let label = result.labels[second]
            let first = result.labels.firstIndex(of: label) ?? 0
            let size = result.tensor.shape[first]
            var order = Array(result.labels.indices)
            order.remove(at: second)
            order.remove(at: first)
            let moved = try result.tensor.permute(order + [first, second])
            let square = try moved.reshape(Shape(moved.shape.dropLast(2) + [size * size]))
            // Elements of a diagonal are a row and a column apart.
            let spans =
                square.shape.dropLast().map { Slice.Span(start: 0, count: $0) } + [
                    Slice.Span(start: 0, step: size + 1, count: size)
                ]
            result.tensor = try Slice(spans)(square)
            result.labels = order.map { result.labels[$0] } + [label]
        }
        return result
    }

    /// Takes away an axis of size 1.
    fileprivate mutating func drop(_ label: Int) throws(TensorError) {
        guard let axis = labels.firstIndex(of: label) else { return }
        tensor = try tensor.squeeze(dim: axis)
        labels.remove(at: axis)
    }

    /// The sum over the labels that are not needed.
    fileprivate func summed(keeping needed: Set<Int>) throws(TensorError) -> Self {
        let axes = labels.indices.filter { !needed.contains(labels[$0]) }
        guard !axes.isEmpty else { return self }
        return Self(
            tensor: try tensor.sum(dims: axes).to(dtype: tensor.dtype),
            labels: labels.filter { needed.contains($0) })
    }

    /// The product with another tensor, summed over what is not needed.
    fileprivate func contracted(with other: Self, keeping needed: Set<Int>) throws(TensorError)
        -> Self
    {
        let a = try summed(keeping: needed.union(other.labels))
        let b = try other.summed(keeping: needed.union(labels))
        let shared = a.labels.filter { b.labels.contains($0) }
        let batch = shared.filter { needed.contains($0) }
        let inner = shared.filter { !needed.contains($0) }
        let rows = a.labels.filter { !shared.contains($0) }
        let columns = b.labels.filter { !shared.contains($0) }
        let labels = batch + rows + columns
        if inner.isEmpty || rows.isEmpty && columns.isEmpty {
            let product = try a.aligned(labels + inner) * b.aligned(labels + inner)
            return try Self(tensor: product, labels: labels + inner).summed(keeping: needed)
        }
        let product = try a.matrices(batch, rows, inner).matmul(b.matrices(batch, inner, columns))
        let shape = batch.map { a.size($0) } + rows.map { a.size($0) } + columns.map { b.size($0) }
        return Self(tensor: try product.reshaped(Shape(shape)), labels: labels)
    }

    /// Axes in the order of labels, of size 1 where there is none.
    private func aligned(_ order: [Int]) throws(TensorError) -> Tensor {
        let present = order.compactMap { labels.firstIndex(of: $0) }
        return try tensor.permuted(present).reshaped(Shape(order.map { size($0) }))
    }

    /// Matrices [batch..., rows, columns]; as the transposed ones where their elements lie so.
    private func matrices(
        _ batch: [Int], _ rows: [Int], _ columns: [Int]
    ) throws(TensorError) -> Tensor {
        func stacked(_ rows: [Int], _ columns: [Int]) throws(TensorError) -> Tensor {
            let order = (batch + rows + columns).compactMap { labels.firstIndex(of: $0) }
            let sizes = [rows, columns].map { $0.reduce(1) { $0 * size($1) } }
            return try tensor.permuted(order).reshaped(Shape(batch.map { size($0) } + sizes))
        }
        return labels == batch + columns + rows
            ? try stacked(columns, rows).transpose(-2, -1) : try stacked(rows, columns)
    }
}

extension Tensor {
    /// The axes in another order; without a record where they are in order.
    fileprivate func permuted(_ order: [Int]) throws(TensorError) -> Tensor {
        order == Array(0..<rank) ? self : try permute(order)
    }

    /// Another shape; without a record where it is this one.
    fileprivate func reshaped(_ shape: Shape) throws(TensorError) -> Tensor {
        self.shape == shape ? self : try reshape(shape)
    }
}
