extension Tensor {
    /// A weight with orthogonal rows of length `gain`, or columns where there are more rows than
    /// columns, all such equally likely.
    ///
    /// Shape: [outputs, inputs, …]; what follows the outputs counts as one.
    ///
    /// - Throws: ``TensorError`` when the shape has less than two dimensions.
    ///
    /// Source: Saxe, McClelland, Ganguli 2013, "Exact solutions to the nonlinear dynamics of
    /// learning in deep linear neural networks"; PyTorch 2.13, `torch.nn.init.orthogonal_`.
    public static func orthogonal(
        _ shape: Shape, gain: Double = 1, dtype: DType = .float32, generator: Generator = .default
    ) throws(TensorError) -> Tensor {
        guard shape.count >= 2 else {
            throw TensorError(
                .shape, "orthogonal", expected: "a weight of at least two dims", got: "\(shape)")
        }
        let count = try elementCount(shape, "orthogonal")
        guard count > 0 else { return try zeros(shape, dtype: dtype) }
        let (rows, columns) = (shape[0], count / shape[0])
        let numbers = try normal([count], dtype: .float64, generator: generator)
            .toArray(as: Double.self)
        let (vectors, length) = (Swift.min(rows, columns), Swift.max(rows, columns))
        let basis = orthonormalized(numbers, vectors: vectors, length: length)
        let result = try Tensor(basis.map { $0 * gain }, shape: [vectors, length])
        return try (rows > columns ? result.t() : result).reshape(shape).to(dtype: dtype)
    }

    // The rows of a matrix of normal numbers span a subspace with a direction that is uniformly
    // distributed, and the first row divided by its length, then each further one less its parts
    // along those before, divided by its length, are as well. (A QR decomposition gives these up to
    // signs, which have to be made those of R's diagonal positive.)
    //
    // Taking the parts away once leaves an error that grows with how near the row lies to the span
    // of the others; what a second time leaves is rounding alone.
    //
    // Source: Giraud, Langou, Rozložník, van den Eshof 2005, "Rounding error analysis of the
    // classical Gram-Schmidt orthogonalization process".
    private static func orthonormalized(
        _ numbers: [Double], vectors: Int, length: Int
    ) -> [Double] {
        var result = numbers
        for row in 0..<vectors {
            let start = row * length
            for _ in 0..<2 {
                for other in 0..<row {
                    let otherStart = other * length
                    var product = 0.0
                    for i in 0..<length { product += result[start + i] * result[otherStart + i] }
                    for i in 0..<length { result[start + i] -= product * result[otherStart + i] }
                }
            }
            var square = 0.0
            for i in 0..<length { square += result[start + i] * result[start + i] }
            let scale = 1 / square.squareRoot()
            for i in 0..<length { result[start + i] *= scale }
        }
        return result
    }
}
