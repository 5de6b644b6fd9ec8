public import TensorCore

/// A change of an input on its way into a batch, at random if it likes.
///
/// ```swift
/// let augment = try Compose(
///     RandomCrop(height: 28, width: 28, padding: 2), RandomHorizontalFlip(),
///     Normalize(mean: [0.13], std: [0.31]))
/// let data = try TensorDataset(.rand(10, 1, 28, 28), .zeros(10))
/// let loader = try DataLoader(
///     data, batchSize: 5, shuffle: true, seed: 0, transform: augment.ofInputs)
/// ```
public protocol Transform: Sendable {
    /// The changed input.
    ///
    /// - Parameter generator: What random numbers are drawn from.
    /// - Throws: ``TensorError`` when the input does not fit.
    func callAsFunction(_ input: Tensor, generator: Generator) throws -> Tensor
}

extension Transform {
    /// The transform of examples that changes their inputs by this one, for a ``DataLoader``.
    public var ofInputs: ElementTransform<Example> {
        { Example(try self($0.x, generator: $1), $0.y) }
    }
}
