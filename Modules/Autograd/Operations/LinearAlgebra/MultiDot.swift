import Kernels

/// The product of matrices in the order of fewest multiplications; the first and the last may be
/// vectors, a row and a column.
///
/// Shape: [m, k₁], [k₁, k₂], …, [kₙ, n] → [m, n], without the axes of vectors.
///
/// Source: Cormen et al. 2009, section 15.2.
///
/// - Throws: ``TensorError`` when there are fewer than two tensors, or they do not fit.
public func multiDot(_ tensors: [Tensor]) throws(TensorError) -> Tensor {
    let name = "multiDot"
    guard tensors.count >= 2 else {
        throw TensorError(
            .value, name, expected: "two tensors or more", got: "\(tensors.count)", inputs: tensors)
    }
    var factors = tensors
    let last = factors.count - 1
    let (isRow, isColumn) = (factors[0].rank == 1, factors[last].rank == 1)
    if isRow { factors[0] = try factors[0].unsqueeze(dim: 0) }
    if isColumn { factors[last] = try factors[last].unsqueeze(dim: 1) }
    let shapes = factors.map(\.shape)
    let fits =
        shapes.allSatisfy { $0.count == 2 }
        && zip(shapes, shapes.dropFirst()).allSatisfy { $0[1] == $1[0] }
    guard fits else {
        throw TensorError(
            .shape, name, expected: "matrices whose inner sizes agree",
            got: tensors.map { "\($0.shape)" }.joined(separator: ", "), inputs: tensors)
    }
    var product = try MultiplicationOrder(shapes).product(factors, 0...last)
    if isColumn { product = try product.squeeze(dim: 1) }
    if isRow { product = try product.squeeze(dim: 0) }
    return product
}

/// Where to cut a product of matrices in two.
private struct MultiplicationOrder {
    /// For the factors from i to j: the last one of the left part.
    private var cuts: [[Int]]

    /// For each part of the product, shorter ones first: the cut of least cost.
    init(_ shapes: [Shape]) {
        let count = shapes.count
        var costs = [[Double]](repeating: Array(repeating: 0, count: count), count: count)
        cuts = [[Int]](repeating: Array(repeating: 0, count: count), count: count)
        for length in 1..<count {
            for first in 0..<count - length {
                let last = first + length
                costs[first][last] = .infinity
                for cut in first..<last {
                    let cost =
                        costs[first][cut] + costs[cut + 1][last]
                        + Double(shapes[first][0]) * Double(shapes[cut][1])
                        * Double(shapes[last][1])
                    if cost < costs[first][last] {
                        (costs[first][last], cuts[first][last]) = (cost, cut)
                    }
                }
            }
        }
    }

    func product(
        _ factors: [Tensor], _ part: ClosedRange<Int>
    ) throws(TensorError) -> Tensor {
        guard part.count > 1 else { return factors[part.lowerBound] }
        let cut = cuts[part.lowerBound][part.upperBound]
        return try product(factors, part.lowerBound...cut)
            .matmul(product(factors, cut + 1...part.upperBound))
    }
}
